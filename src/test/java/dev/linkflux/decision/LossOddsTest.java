package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ln(breach / met) and ln((1 - breach) / (1 - met)), with the limits that are taken instead. */
class LossOddsTest {
  @ParameterizedTest
  @CsvSource({
    "0.10, 0.03, 0.10, 0.03",
    "0.40, 0.10, 0.40, 0.10",
    "0.10, 0.0101, 0.10, 0.0101",
    "0.10, 0.01, 0.10, 0.01", // a tenth of the limit
    "0.10, 0.0099, 0.10, 0.01",
    "0.10, 0, 0.10, 0.01", // and no less
    "0.10, 0.049, 0.10, 0.049",
    "0.10, 0.05, 0.10, 0.05", // half the limit
    "0.10, 0.051, 0.10, 0.05",
    "0.10, 0.10, 0.10, 0.05", // and no more
    "0.98, 0.3, 0.98, 0.3",
    "0.99, 0.3, 0.99, 0.3",
    "1, 0.3, 0.99, 0.3",
    "1e300, 0, 0.99, 0.099" // no demand
  })
  void areThoseOfTheTwoLimits(double fail, double recover, double breach, double met) {
    LossOdds odds = LossOdds.of(new Demand(Metric.LOSS, fail, recover));
    assertThat(odds.ifLost()).isCloseTo(Math.log(breach / met), within(1e-9)).isPositive();
    assertThat(odds.ifAnswered())
        .isCloseTo(Math.log((1 - breach) / (1 - met)), within(1e-9))
        .isNegative();
  }
}
