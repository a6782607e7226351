package dev.linkflux.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Wilson's interval (1927) by published figures. */
class LossRatioTest {
  /**
   * 81/263, 15/148, 0/20 and 1/29 at 95 %: the examples of Newcombe, Two-sided confidence intervals
   * for the single proportion, Statistics in Medicine 17 (1998), table I, method 3. The rest by
   * hand: 5/10 at z = 2 is (0.5 + 0.2 -+ 2 sqrt(0.025 + 0.01)) / 1.4.
   */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 1.959964, 0.2553, 0.3662",
    "15, 148, 1.959964, 0.0624, 0.1605",
    "0, 20, 1.959964, 0.0000, 0.1611",
    "1, 29, 1.959964, 0.0061, 0.1718",
    "5, 10, 2, 0.2327, 0.7673",
    "10, 10, 2, 0.7143, 1.0000",
    "0, 10, 2, 0.0000, 0.2857"
  })
  void theIntervalIsThePublishedOne(int lost, int sent, double z, double low, double high) {
    LossRatio ratio = new LossRatio(lost, sent);
    assertThat(ratio.wilsonLow(z)).isCloseTo(low, within(5e-5));
    assertThat(ratio.wilsonHigh(z)).isCloseTo(high, within(5e-5));
  }

  @Test
  void ofNothingNothingIsKnown() {
    assertThat(LossRatio.NONE.ratio()).isZero();
    assertThat(LossRatio.NONE.wilsonLow(3)).isZero();
    assertThat(LossRatio.NONE.wilsonHigh(3)).isEqualTo(1);
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theIntervalHoldsTheRatioAndIsSymmetricAndShrinks(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int sent = 1 + random.nextInt(1000);
    int lost = random.nextInt(sent + 1);
    double z = 0.5 + random.nextDouble() * 4;
    LossRatio ratio = new LossRatio(lost, sent);
    LossRatio mirrored = new LossRatio(sent - lost, sent);
    LossRatio more = new LossRatio(lost * 4, sent * 4);
    String as = "seed " + seed + ": " + ratio;
    assertThat(ratio.ratio())
        .as(as)
        .isBetween(ratio.wilsonLow(z) - 1e-12, ratio.wilsonHigh(z) + 1e-12);
    assertThat(ratio.wilsonLow(z)).as(as).isCloseTo(1 - mirrored.wilsonHigh(z), within(1e-9));
    assertThat(more.wilsonHigh(z) - more.wilsonLow(z))
        .as(as)
        .isLessThan(ratio.wilsonHigh(z) - ratio.wilsonLow(z));
  }
}
