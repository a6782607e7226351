package dev.linkflux.replay.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Moment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long to wait for each moment of a trace. The clock begins at 7 s. */
class PacingTest {
  private static final long SECOND = 1_000_000_000;
  private static final long BEGIN = 7 * SECOND;

  private static Moment at(double seconds) {
    return new Moment((long) (seconds * SECOND));
  }

  private static Pacing.Step waits(double seconds) {
    return new Pacing.Step((long) (seconds * SECOND), Duration.ZERO);
  }

  @Test
  void atTenfoldSpeedATenthIsWaited() {
    Pacing pacing = new Pacing(10, at(100), BEGIN);
    assertThat(pacing.before(at(105), BEGIN)).isEqualTo(waits(0.5));
    assertThat(pacing.at(BEGIN + SECOND / 5)).isEqualTo(at(102));
    assertThat(pacing.at(BEGIN + 5 * SECOND)).isEqualTo(at(105));
    assertThat(pacing.before(at(110), BEGIN + SECOND / 2)).isEqualTo(waits(0.5));
  }

  @Test
  void whatIsLateIsMadeUpFor() {
    Pacing pacing = new Pacing(1, at(0), BEGIN);
    assertThat(pacing.before(at(1), BEGIN + 2 * SECOND)).isEqualTo(waits(0));
    assertThat(pacing.before(at(3), BEGIN + 2 * SECOND)).isEqualTo(waits(1));
  }

  @Test
  void whoIsHopelesslyLateBeginsAnew() {
    Pacing pacing = new Pacing(1, at(0), BEGIN);
    assertThat(pacing.before(at(1), BEGIN + 10 * SECOND)).isEqualTo(waits(0));
    assertThat(pacing.before(at(2), BEGIN + 10 * SECOND)).isEqualTo(waits(1));
  }

  @Test
  void aPauseThatNobodyWouldWaitForIsSkippedAndTold() {
    Pacing pacing = new Pacing(2, at(0), BEGIN);
    assertThat(pacing.before(at(600), BEGIN)).isEqualTo(new Pacing.Step(0, Duration.ofMinutes(10)));
    assertThat(pacing.before(at(602), BEGIN)).isEqualTo(waits(1));
  }

  @Test
  void aPauseThatIsShortAtThatSpeedIsWaitedFor() {
    Pacing pacing = new Pacing(100, at(0), BEGIN);
    assertThat(pacing.before(at(200), BEGIN)).isEqualTo(waits(2));
  }

  @Test
  void inASlowReplayTheTimeBetweenProbesIsNoPause() {
    Pacing pacing = new Pacing(0.1, at(0), BEGIN);
    assertThat(pacing.before(at(5), BEGIN)).isEqualTo(waits(50));
  }
}
