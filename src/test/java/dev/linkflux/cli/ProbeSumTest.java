package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.quality.OneWay;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProbeSumTest {
  private static Quality quality(Quality.Rtt rtt, long jitter, @Nullable OneWay oneWay) {
    LossRatio loss = new LossRatio(2, 9);
    return new Quality(
        Moment.ZERO,
        new UplinkId("wan1", 0),
        loss,
        rtt,
        -1,
        -1,
        jitter,
        List.of(new Quality.OfTarget(new TargetId("far", 0), loss, -1, -1, -1, 0, oneWay)));
  }

  private static ProbeSum sum(@Nullable Quality quality) {
    return new ProbeSum("far", 10, 6, 1, 1, 2, 3, quality);
  }

  @Test
  void whatWasNotSentIsNoLossAndWhatCameLateIsNone() {
    assertThat(sum(null).text().lines())
        .containsExactly(
            "",
            "--- far ---",
            "10 probes, 6 answered, 1 late, 2 lost (22.2 %), 1 not sent, 2 duplicates, 3"
                + " reordered");
    assertThat(sum(null).json())
        .hasToString(
            "{\"target\":\"far\",\"asked\":10,\"answered\":6,\"late\":1,\"lost\":2,\"not_sent\":1,"
                + "\"duplicates\":2,\"reordered\":3,\"loss\":0.2222222222222222}");
  }

  @Test
  void whereNothingWasSentNoLossIsKnown() {
    ProbeSum sum = new ProbeSum("far", 3, 0, 0, 3, 0, 0, quality(Quality.Rtt.NONE, -1, null));

    assertThat(sum.text()).endsWith("3 probes, 0 answered, 0 late, 0 lost (0.0 %), 3 not sent\n");
    assertThat(sum.json().has("loss")).isFalse();
    assertThat(sum.json().has("rtt_ms")).isFalse();
  }

  @Test
  void timesAreToldInMillisecondsAndLossByItsWay() {
    OneWay oneWay = new OneWay(new LossRatio(2, 8), new LossRatio(0, 6));
    Quality.Rtt rtt =
        new Quality.Rtt(1_000_000, 2_000_000, 1_500_000, 3_000_000, 4_000_000, 5_123_456);

    assertThat(sum(quality(rtt, -1, oneWay)).text().lines())
        .contains(
            "lost on the way there 2 of 8, on the way back 0 of 6",
            "rtt min/mean/p50/p95/p99/max = 1.000/2.000/1.500/3.000/4.000/5.123 ms,"
                + " jitter unknown");
    assertThat(sum(quality(rtt, 250_000, oneWay)).text()).contains(" ms, jitter 0.250 ms");
    assertThat(sum(quality(rtt, 250_000, oneWay)).json().toString())
        .contains("\"loss_forward\":0.25,\"loss_backward\":0.0", "\"max\":5.123456}")
        .endsWith("\"jitter_ms\":0.25}");
    assertThat(sum(quality(rtt, -1, null)).json().has("jitter_ms")).isFalse();
  }
}
