package dev.linkflux.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** J += (|D| - J) / 16 (RFC 3550 section 6.4.1), by figures worked out by hand. */
class JitterTest {
  private final Jitter jitter = new Jitter();

  @Test
  void oneReplyHasNoNeighbour() {
    jitter.replied(0, 1, 1000);
    assertThat(jitter.isKnown()).isFalse();
  }

  @Test
  void aDifferenceCountsASixteenthWhateverItsSign() {
    jitter.replied(0, 1, 20_000);
    jitter.replied(0, 2, 36_000); // 16000 / 16
    assertThat(jitter.value()).isEqualTo(1000);
    jitter.replied(0, 3, 20_000); // 1000 + (16000 - 1000) / 16
    assertThat(jitter.value()).isEqualTo(1938); // 1937.5
    jitter.replied(0, 4, 20_000); // 1937.5 - 1937.5 / 16
    assertThat(jitter.value()).isEqualTo(1816); // 1816.4
    assertThat(jitter.isKnown()).isTrue();
  }

  @Test
  void aReplyThatWasOvertakenIsLeftOut() {
    jitter.replied(0, 1, 20_000);
    jitter.replied(0, 3, 36_000);
    jitter.replied(0, 2, 900_000);
    assertThat(jitter.value()).isEqualTo(1000);
    jitter.replied(0, 4, 36_000); // the neighbour of 4 is 3: 1000 - 1000 / 16
    assertThat(jitter.value()).isEqualTo(938); // 937.5
  }

  @Test
  void aLastingChangeOfThePathIsOneDifference() {
    for (int i = 0; i < 100; i++) {
      jitter.replied(0, i, i < 50 ? 20_000 : 100_000);
    }
    assertThat(jitter.value()).isLessThan(80_000 / 16 / 16); // 5000 * (15/16)^49
  }

  @Test
  void anEndlessAlternationIsItsOwnDifference() {
    for (int i = 0; i < 500; i++) {
      jitter.replied(0, i, i % 2 * 8000L);
    }
    assertThat(jitter.value()).isEqualTo(8000);
  }

  /** A pause ends the stream: what comes after it has no neighbour before. */
  @ParameterizedTest
  @CsvSource({"9_999_999_999, 1000", "10_000_000_000, 1000", "10_000_000_001, 0"})
  void repliesThatAreTooFarApartAreNoNeighbours(String apart, long expected) {
    jitter.replied(5, 1, 20_000);
    jitter.replied(5 + Long.parseLong(apart.replace("_", "")), 2, 36_000);
    assertThat(jitter.value()).isEqualTo(expected);
  }

  @Test
  void afterAPauseTheNextNeighboursCountAgain() {
    jitter.replied(0, 1, 20_000);
    jitter.replied(Jitter.PAUSE + 1, 2, 900_000);
    assertThat(jitter.isKnown()).isFalse();
    jitter.replied(Jitter.PAUSE + 2, 3, 916_000);
    assertThat(jitter.value()).isEqualTo(1000);
  }
}
