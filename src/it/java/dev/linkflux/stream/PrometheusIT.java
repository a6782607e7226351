package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus reads the built program by the example in the distribution. */
class PrometheusIT {
  private static final Path HOME = Path.of(System.getProperty("linkflux.home"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void prometheusReadsTheDemoAndItsAlertsAreEvaluated() throws Exception {
    PrometheusProcess.require(PrometheusProcess.EXECUTABLE);
    Process demo = demo();
    try (PrometheusProcess prometheus =
        PrometheusProcess.start(configuration(address(demo)), directory)) {
      List<JsonNode> up = prometheus.query("up{job=\"linkflux\"} == 1", 1);
      assertThat(up).hasSize(1);

      assertThat(prometheus.query("linkflux_uplink_state{state=\"Up\"} == 1", 1)).isNotEmpty();
      assertThat(prometheus.query("linkflux_uplink_carrying == 1", 1)).isNotEmpty();
      assertThat(
              prometheus.query(
                  "histogram_quantile(0.5, sum by (uplink, le)"
                      + " (rate(linkflux_uplink_rtt_seconds_bucket[30s]))) > 0",
                  1))
          .isNotEmpty();
      assertThat(prometheus.query("sum(linkflux_probes_total{outcome=\"Replied\"}) > 0", 1))
          .isNotEmpty();
      // The last scrape may have taken longer than the second that it is given.
      var _ = prometheus.await("targets", PrometheusIT::isUp);

      JsonNode rules =
          prometheus.await("rules", PrometheusIT::areAllEvaluated).at("/data/groups/0/rules");
      assertThat(rules).hasSizeGreaterThan(10);
      for (JsonNode rule : rules) {
        assertThat(rule.path("health").asText()).as("%s", rule).isEqualTo("ok");
      }
      // It may have been asked for before the first scrape: then it is pending until the next time.
      var _ =
          prometheus.await("rules", answer -> state(answer, "LinkfluxAbsent").equals("inactive"));
    } finally {
      demo.destroyForcibly().onExit().join();
    }
  }

  private static String state(JsonNode answer, String alert) {
    for (JsonNode rule : answer.at("/data/groups/0/rules")) {
      if (rule.path("name").asText().equals(alert)) {
        return rule.path("state").asText();
      }
    }
    return "";
  }

  private static boolean isUp(JsonNode answer) {
    JsonNode targets = answer.at("/data/activeTargets");
    return targets.size() == 1
        && targets.at("/0/health").asText().equals("up")
        && targets.at("/0/lastError").asText().isEmpty();
  }

  private static boolean areAllEvaluated(JsonNode answer) {
    JsonNode rules = answer.at("/data/groups/0/rules");
    return !rules.isEmpty()
        && rules.valueStream().noneMatch(it -> it.path("health").asText().equals("unknown"));
  }

  private Process demo() throws IOException {
    return new ProcessBuilder(HOME.resolve("bin/linkflux").toString(), "demo", "--port", "0")
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("demo.log").toFile())
        .start();
  }

  private String address(Process demo) throws IOException, InterruptedException {
    Path log = directory.resolve("demo.log");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && demo.isAlive()) {
      for (String line : Files.readAllLines(log)) {
        if (line.startsWith("dashboard: http://")) {
          return line.substring("dashboard: http://".length()).replace("/", "").strip();
        }
      }
      demo.waitFor(50, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("the demo does not tell its address: " + Files.readString(log));
  }

  /** The example, for what listens on loopback without TLS, and each second. */
  private Path configuration(String address) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    Path example = HOME.resolve("config/prometheus.yml");
    ObjectNode configuration = (ObjectNode) yaml.readTree(example.toFile());
    ((ObjectNode) configuration.path("global"))
        .put("scrape_interval", "1s")
        .put("evaluation_interval", "1s");
    ObjectNode scrape = (ObjectNode) configuration.at("/scrape_configs/0");
    assertThat(scrape.remove(List.of("authorization", "tls_config")).path("job_name").asText())
        .isEqualTo("linkflux");
    scrape.put("scheme", "http");
    ((ObjectNode) scrape.at("/static_configs/0")).putArray("targets").add(address);
    for (JsonNode rules : configuration.path("rule_files")) {
      Files.copy(example.resolveSibling(rules.asText()), directory.resolve(rules.asText()));
    }
    Path adapted = directory.resolve("prometheus.yml");
    yaml.writeValue(adapted.toFile(), configuration);
    return adapted;
  }
}
