package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.decision.Tempo;
import dev.linkflux.engine.Cadence;
import dev.linkflux.engine.Instruments;
import dev.linkflux.probe.Probing;
import dev.linkflux.time.Stamping;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What the probers told is in the metrics, and a budget in the status. */
class ProbingMetricsTest {
  private final Instruments instruments = new Instruments();
  private final Status status = new Status(Samples.SETTINGS);

  @BeforeEach
  void tell() {
    instruments.spent(Samples.FIBRE, 88);
    instruments.spent(Samples.LTE, 44);
    instruments.foreign(Samples.LTE);
    instruments.timed(Stamping.KERNEL);
    instruments.timed(Stamping.KERNEL_RECEIVE);
    instruments.timed(Stamping.KERNEL_RECEIVE);
    instruments.receivedLate(30_000);
    instruments.receivedLate(200_000_000);
    instruments.receivedLate(60_000_000_000L);
    meteredTurn();
  }

  /** LTE has a budget of 1 MB, of which one probe has been paid. */
  private void meteredTurn() {
    VirtualTimeScheduler time = VirtualTimeScheduler.create();
    Uplink lte = new Uplink(Samples.LTE, "wan2", 2, List.of(), 1, false, 1_000_000, 0);
    new Cadence(
            lte, List.of(Target.icmp(0, "t", "192.0.2.1")), Probing.DEFAULT, instruments, time, 1)
        .turns(Flux.just(Tempo.STEADY).concatWith(Flux.never()))
        .subscribe(turn -> instruments.spent(turn.uplink(), 1000));
    time.advanceTimeBy(Duration.ofMillis(1500));
  }

  private String metrics() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new ProbingMetrics(instruments, List.of(Samples.FIBRE, Samples.LTE)).bindTo(registry);
    registry.getPrometheusRegistry().register(new LatenessCollector(instruments));
    Scrape scrape = new Scrape(registry.getPrometheusRegistry().scrape());
    return new String(scrape.answer(null).body(), StandardCharsets.UTF_8);
  }

  @Test
  void bytesForeignRepliesAndClocksAreCounted() {
    assertThat(metrics())
        .contains("linkflux_probe_bytes_total{uplink=\"fibre\"} 88.0\n")
        .contains("linkflux_probe_bytes_total{uplink=\"lte\"} 2044.0\n")
        .contains("linkflux_foreign_replies_total{uplink=\"fibre\"} 0.0\n")
        .contains("linkflux_foreign_replies_total{uplink=\"lte\"} 1.0\n")
        .contains("linkflux_rtt_stamps_total{clock=\"kernel\"} 1.0\n")
        .contains("linkflux_rtt_stamps_total{clock=\"kernel-receive\"} 2.0\n")
        .contains("linkflux_rtt_stamps_total{clock=\"program\"} 0.0\n");
  }

  @Test
  void latenessIsAHistogramWhoseBucketsAddUp() {
    assertThat(metrics())
        .contains("# TYPE linkflux_lateness_seconds histogram\n")
        .contains("linkflux_lateness_seconds_bucket{of=\"receive\",le=\"2.5E-5\"} 0\n")
        .contains("linkflux_lateness_seconds_bucket{of=\"receive\",le=\"5.0E-5\"} 1\n")
        .contains("linkflux_lateness_seconds_bucket{of=\"receive\",le=\"0.1\"} 1\n")
        .contains("linkflux_lateness_seconds_bucket{of=\"receive\",le=\"0.2\"} 2\n")
        .contains("linkflux_lateness_seconds_bucket{of=\"receive\",le=\"5.0\"} 2\n")
        .contains("linkflux_lateness_seconds_bucket{of=\"receive\",le=\"+Inf\"} 3\n")
        .contains("linkflux_lateness_seconds_sum{of=\"receive\"} 60.20003\n")
        .contains("linkflux_lateness_seconds_count{of=\"receive\"} 3\n")
        .contains("linkflux_lateness_seconds_count{of=\"send\"} 2\n")
        .contains("linkflux_lateness_seconds_count{of=\"deadline\"} 0\n");
  }

  @Test
  void onlyAMeteredUplinkHasABudget() {
    assertThat(metrics())
        .contains("linkflux_budget_bytes{uplink=\"lte\"} 1000000.0\n")
        .contains("linkflux_budget_used_bytes{uplink=\"lte\"} 1000.0\n")
        .contains("linkflux_budget_left_bytes{uplink=\"lte\"} 999000.0\n")
        .contains("linkflux_budget_reserve_bytes{uplink=\"lte\"} 199000.0\n")
        .doesNotContain("budget_bytes{uplink=\"fibre\"}");
  }

  @Test
  void theBudgetIsInTheStatus() throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(
                new StatusJson(Samples.CLOCK, new Service("1", false, instruments))
                    .write(status, 1, 1));
    assertThat(json.at("/uplinks/0/budget").isMissingNode()).isTrue();
    assertThat(json.at("/uplinks/1/budget").toString())
        .isEqualTo("{\"bytes\":1000000,\"used\":1000,\"left\":999000,\"reserve\":199000}");
  }
}
