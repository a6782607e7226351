package dev.linkflux.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How rarely a metered uplink is asked at most. */
class ProbingTest {
  @ParameterizedTest(name = "every {0} s: at rest every {1} s, never more rarely than every {2} s")
  @CsvSource({"1, 10, 300", "29, 290, 300", "30, 300, 300", "31, 310, 310", "60, 600, 600"})
  void atRestItIsATenthAndABudgetStretchesToFiveMinutesOrThat(
      long interval, long rest, long slowest) {
    Duration every = Duration.ofSeconds(interval);
    Probing probing = new Probing(every, Duration.ofMillis(100), every, 16);
    assertThat(probing.rest()).isEqualTo(Duration.ofSeconds(rest));
    assertThat(probing.slowest()).isEqualTo(Duration.ofSeconds(slowest));
  }

  @Test
  void aProbeIsNamedByItsUplinkItsTargetAndItsNumber() {
    assertThat(new ProbeId(new UplinkId("fibre", 0), new TargetId("quad9", 1), 17))
        .hasToString("fibre/quad9#17");
  }
}
