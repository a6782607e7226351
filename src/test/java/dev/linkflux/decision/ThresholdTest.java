package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The threshold lets silence be found by chance as rarely as was declared. */
class ThresholdTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MONTH = Duration.ofDays(30);

  private final Threshold threshold = new Threshold(9, SECOND, MONTH);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void theTailOfTheErlangDistributionIsOneInAllTheProbesOfTheTime(int order) {
    double probes = 30 * 86_400.0 * order;
    assertThat(tail(order, threshold.of(order)) * probes).isCloseTo(1, within(1e-6));
  }

  /** The density x^(m-1) e^-x / (m-1)!, integrated from x on by Simpson's rule. */
  private static double tail(int order, double from) {
    int steps = 20_000;
    double width = 60.0 / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * density(order, from + i * width);
    }
    return sum * width / 3;
  }

  private static double density(int order, double x) {
    double density = Math.exp(-x);
    for (int k = 1; k < order; k++) {
      density *= x / k;
    }
    return density;
  }

  @Test
  void ofOneTargetItIsTheLogarithmOfTheProbes() {
    assertThat(threshold.of(1)).isCloseTo(Math.log(30 * 86_400), within(1e-9));
  }

  @Test
  void withoutTargetsNoEvidenceIsEnough() {
    assertThat(threshold.of(0)).isInfinite();
    assertThat(threshold.cap(0)).isInfinite();
  }

  @Test
  void moreTargetsNeedMoreEvidenceInAllAndLessOfEach() {
    for (int targets = 2; targets <= 9; targets++) {
      assertThat(threshold.of(targets)).isGreaterThan(threshold.of(targets - 1));
      assertThat(threshold.of(targets) / targets)
          .isLessThan(threshold.of(targets - 1) / (targets - 1));
    }
  }

  @Test
  void rarerFalseAlarmsNeedMoreEvidence() {
    Threshold rarer = new Threshold(9, SECOND, Duration.ofDays(300));
    Threshold sparser = new Threshold(9, Duration.ofSeconds(10), MONTH);
    for (int targets = 1; targets <= 9; targets++) {
      assertThat(rarer.of(targets)).isGreaterThan(threshold.of(targets));
      assertThat(sparser.of(targets)).isLessThan(threshold.of(targets));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 3", "9, 5"})
  void aMajorityMustContribute(int targets, int quorum) {
    assertThat(Threshold.quorum(targets)).isEqualTo(quorum);
    assertThat(threshold.cap(targets) * quorum).isCloseTo(threshold.of(targets), within(1e-9));
    if (targets > 1) {
      assertThat(threshold.cap(targets) * (quorum - 1)).isLessThan(threshold.of(targets));
    }
  }
}
