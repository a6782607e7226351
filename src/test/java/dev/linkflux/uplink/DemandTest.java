package dev.linkflux.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which pairs of thresholds make sense. */
class DemandTest {
  @ParameterizedTest
  @CsvSource({"0.1, 0.03", "0.1, 0", "0.1, 0.1", "4.9E-324, 0"})
  void whatFailsLaterThanItRecoversIsADemand(double fail, double recover) {
    assertThat(new Demand(Metric.LOSS, fail, recover).fail()).isEqualTo(fail);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-0.1, -0.2", "0.1, -4.9E-324", "0.1, 0.1000001", "NaN, 0", "0.1, NaN"})
  void whatFailsAtNothingOrRecoversAboveItIsNone(double fail, double recover) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Demand(Metric.LOSS, fail, recover))
        .withMessageContaining("LOSS")
        .withMessageContaining("fail " + fail + ", recover " + recover);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void allMetricsButLossAreTimes(Metric metric) {
    assertThat(metric.isDuration()).isEqualTo(metric != Metric.LOSS);
  }
}
