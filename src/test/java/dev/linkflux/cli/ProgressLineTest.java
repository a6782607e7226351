package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How far a reading is. */
class ProgressLineTest {
  @Test
  void itTellsTheShareTheSpeedAndTheTimeThatIsLeft() {
    assertThat(new ProgressLine(2_000_000_000).of(500_000_000, 6_300_000, Duration.ofSeconds(3)))
        .isEqualTo("█████░░░░░░░░░░░░░░░  25 % of 2.0 GB, 2.1 M events/s, 9.0 s left");
  }

  @Test
  void atTheBeginningNobodyKnowsHowLongItTakes() {
    assertThat(new ProgressLine(80_000).of(0, 0, Duration.ZERO))
        .isEqualTo("░░░░░░░░░░░░░░░░░░░░   0 % of 80 kB, 0 events/s");
  }

  @Test
  void moreThanAllThereIsIsAll() {
    assertThat(new ProgressLine(1000).of(2000, 10, Duration.ofSeconds(1)))
        .startsWith("████████████████████ 100 %");
  }
}
