package dev.linkflux.replay.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LuckTest {
  @Test
  void noGainIsAllLuck() {
    assertThat(Luck.of(new double[] {}, 1)).isEqualTo(1);
    assertThat(Luck.of(new double[] {0, 0}, 1)).isEqualTo(1);
    assertThat(Luck.of(new double[] {3, -4}, 1)).isEqualTo(1);
  }

  @Test
  void withFewBlocksThatDifferNothingIsProven() {
    assertThat(Luck.of(new double[] {900, 0, 0, 0}, 1)).isEqualTo(0.5);
    assertThat(Luck.of(new double[] {900, 800, 1e6, 7}, 1)).isEqualTo(1.0 / 16);
    assertThat(Luck.of(new double[] {900, 800, 1e6, 7, 1}, 1)).isEqualTo(1.0 / 32);
  }

  @Test
  void oneGreatGainAmongSmallLossesIsLuck() {
    assertThat(Luck.of(new double[] {1000, -1, -1, -1, -1, -1}, 1)).isGreaterThan(0.4);
  }

  @Test
  void drawingIsNearToGoingThroughAllWays() {
    double[] few = {5, 3, -2, 4, 1, -1, 6, 2, -3, 2, 1, 1, 4, -2};
    double[] oneMore = Arrays.copyOf(few, 15);
    oneMore[14] = 1e-7;

    assertThat(Luck.of(oneMore, 9)).isCloseTo(Luck.of(few, 9), within(0.01));
    assertThat(Luck.of(oneMore, 9)).isEqualTo(Luck.of(oneMore, 9));
  }

  @Test
  void withoutAReasonItIsBelowFivePerCentInFivePerCent() {
    Random dice = new Random(4);
    int below = 0;
    for (int i = 0; i < 2000; i++) {
      double[] gains = dice.doubles(12).map(it -> it - 0.5).toArray();
      below += Luck.of(gains, 1) <= 0.05 ? 1 : 0;
    }

    assertThat(below / 2000.0).isCloseTo(0.05, within(0.02));
  }
}
