package dev.linkflux.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The least round-trip time of this ten minutes and the ten before. */
class FloorTest {
  private static final long PERIOD = 600_000_000_000L;

  private final Floor floor = new Floor();

  @Test
  void isNotKnownBeforeTheFirstReply() {
    assertThat(floor.value()).isEqualTo(-1);
  }

  @Test
  void isTheLeast() {
    floor.replied(0, 30);
    floor.replied(1, 20);
    floor.replied(PERIOD - 1, 40);
    assertThat(floor.value()).isEqualTo(20);
  }

  @Test
  void whatIsOnePeriodOldCountsAndWhatIsTwoDoesNot() {
    floor.replied(PERIOD - 1, 10);
    floor.replied(PERIOD, 30);
    assertThat(floor.value()).isEqualTo(10);
    floor.replied(2 * PERIOD - 1, 20);
    assertThat(floor.value()).isEqualTo(10);
    floor.replied(2 * PERIOD, 30);
    assertThat(floor.value()).isEqualTo(20);
  }

  @Test
  void afterAPauseNothingOldCounts() {
    floor.replied(PERIOD - 1, 10);
    floor.replied(2 * PERIOD, 30);
    assertThat(floor.value()).isEqualTo(30);
  }
}
