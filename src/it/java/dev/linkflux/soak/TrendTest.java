package dev.linkflux.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrendTest {
  private static Trend line(int samples, double from, double perHour) {
    Trend trend = new Trend();
    for (int i = 0; i < samples; i++) {
      trend.add(100 + i / 10.0, from + perHour * i / 10 + (i % 2 == 0 ? 1 : -1));
    }
    return trend;
  }

  @Test
  void whatGrowsSteadilyIsToldThroughNoise() {
    assertThat(line(200, 50, 3).perHour()).isCloseTo(3, within(0.1));
    assertThat(line(200, 50, 0).perHour()).isCloseTo(0, within(0.1));
  }

  @Test
  void onlyTheSecondHalfOfALifeCounts() {
    Trend trend = new Trend();
    for (int i = 0; i <= 100; i++) {
      trend.add(i, Math.min(i, 40));
    }
    assertThat(trend.perHour()).isGreaterThan(0.2);
    assertThat(trend.lastHalf().perHour()).isZero();
    assertThat(trend.lastHalf().size()).isEqualTo(51);
    assertThat(trend.most()).isEqualTo(40);
    assertThat(trend.hours()).isEqualTo(100);
  }

  @Test
  void nothingAndOneSampleDoNotGrow() {
    assertThat(new Trend().perHour()).isZero();
    assertThat(line(1, 7, 3).perHour()).isZero();
    assertThat(line(1, 7, 3).latest()).isEqualTo(8);
  }
}
