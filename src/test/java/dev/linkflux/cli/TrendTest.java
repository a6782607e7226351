package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T03:10:00Z");

  private static Trend trend(double... everySecond) {
    Trend trend = Trend.NONE;
    for (int second = 0; second < everySecond.length; second++) {
      trend = trend.with(BEGIN.plusSeconds(second), everySecond[second]);
    }
    return trend;
  }

  @Test
  void eachFiveSecondsAreTheirWorst() {
    assertThat(trend(1, 9, 2, 3, 4, 7, 5).worst()).containsExactly(9.0, 7.0);
  }

  @Test
  void onlyTheLastMinuteIsKept() {
    Trend trend = trend(5);
    for (int second = 1; second < 200; second++) {
      trend = trend.with(BEGIN.plusSeconds(second), second);
    }
    assertThat(trend.worst()).hasSize(Trend.SLOTS).startsWith(144.0).endsWith(199.0);
  }

  @Test
  void whereNothingCameThereIsNothing() {
    Trend trend = trend(50).with(BEGIN.plusSeconds(11), 100);
    assertThat(trend.blocks(10)).isEqualTo(" ".repeat(9) + "▅ █");
    assertThat(trend.with(BEGIN.plusSeconds(86_400), 100).blocks(10))
        .isEqualTo(" ".repeat(11) + "█");
    assertThat(trend(50).with(BEGIN.plusSeconds(11), Double.NaN)).isEqualTo(trend(50));
  }

  @Test
  void noiseLooksSmallAndNothingIsTheLowestBlock() {
    assertThat(trend(0, 0, 0, 0, 0, 1).blocks(50)).endsWith("▁▁");
    assertThat(trend(50).blocks(50)).endsWith("█");
  }

  @Test
  void aClockThatGoesBackSpoilsNothing() {
    assertThat(trend(1).with(BEGIN.minusSeconds(3600), 8).worst()).containsExactly(8.0);
  }
}
