package dev.linkflux.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** J += (|D| - J) / 16 (RFC 3550 section 6.4.1), by figures worked out by hand. */
class JitterTest {
  private final Jitter jitter = new Jitter();

  @Test
  void oneReplyHasNoNeighbour() {
    jitter.replied(1, 1000);
    assertThat(jitter.isKnown()).isFalse();
  }

  @Test
  void aDifferenceCountsASixteenthWhateverItsSign() {
    jitter.replied(1, 20_000);
    jitter.replied(2, 36_000); // 16000 / 16
    assertThat(jitter.value()).isEqualTo(1000);
    jitter.replied(3, 20_000); // 1000 + (16000 - 1000) / 16
    assertThat(jitter.value()).isEqualTo(1938); // 1937.5
    jitter.replied(4, 20_000); // 1937.5 - 1937.5 / 16
    assertThat(jitter.value()).isEqualTo(1816); // 1816.4
    assertThat(jitter.isKnown()).isTrue();
  }

  @Test
  void aReplyThatWasOvertakenIsLeftOut() {
    jitter.replied(1, 20_000);
    jitter.replied(3, 36_000);
    jitter.replied(2, 900_000);
    assertThat(jitter.value()).isEqualTo(1000);
    jitter.replied(4, 36_000); // the neighbour of 4 is 3: 1000 - 1000 / 16
    assertThat(jitter.value()).isEqualTo(938); // 937.5
  }

  @Test
  void aLastingChangeOfThePathIsOneDifference() {
    for (int i = 0; i < 100; i++) {
      jitter.replied(i, i < 50 ? 20_000 : 100_000);
    }
    assertThat(jitter.value()).isLessThan(80_000 / 16 / 16); // 5000 * (15/16)^49
  }

  @Test
  void anEndlessAlternationIsItsOwnDifference() {
    for (int i = 0; i < 500; i++) {
      jitter.replied(i, i % 2 * 8000L);
    }
    assertThat(jitter.value()).isEqualTo(8000);
  }
}
