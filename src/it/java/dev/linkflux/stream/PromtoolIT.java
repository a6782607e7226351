package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool has nothing to say against metrics, alerts and configuration. */
class PromtoolIT {
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

  @TempDir private Path directory;

  private record Run(int status, String said) {}

  @BeforeEach
  void find() {
    PrometheusProcess.require(PROMTOOL);
  }

  private Run promtool(Path input, String... arguments) throws IOException, InterruptedException {
    Path said = directory.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(PROMTOOL.toString())
            .redirectErrorStream(true)
            .redirectInput(input.toFile())
            .redirectOutput(said.toFile());
    builder.command().addAll(List.of(arguments));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended within 60 s").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), Files.readString(said));
  }

  private Run promtool(String... arguments) throws IOException, InterruptedException {
    return promtool(Path.of("/dev/null"), arguments);
  }

  @Test
  void metricsFollowTheConventions() throws Exception {
    Path metrics = directory.resolve("metrics");
    try (Everything everything = new Everything()) {
      Files.writeString(metrics, everything.scrape().text());
    }
    assertThat(promtool(metrics, "check", "metrics")).isEqualTo(new Run(0, ""));
  }

  @Test
  void aMetricAgainstTheConventionsWouldBeFound() throws Exception {
    Path metrics = directory.resolve("metrics");
    Files.writeString(metrics, "# TYPE rtt_ms gauge\nrtt_ms 1\n");
    assertThat(promtool(metrics, "check", "metrics").said()).contains("rtt_ms no help text");
  }

  @Test
  void rulesAndConfigurationAreWellFormed() throws Exception {
    assertThat(promtool("check", "rules", "config/prometheus-alerts.yml"))
        .satisfies(run -> assertThat(run.said()).contains("SUCCESS: "))
        .extracting(Run::status)
        .isEqualTo(0);
    assertThat(promtool("check", "config", "--syntax-only", "config/prometheus.yml"))
        .satisfies(run -> assertThat(run.said()).contains("SUCCESS: "))
        .extracting(Run::status)
        .isEqualTo(0);
  }

  @Test
  void eachAlertFiresWhenItShallAndNotBefore() throws Exception {
    assertThat(promtool("test", "rules", "src/test/prometheus/alerts.test.yml"))
        .satisfies(run -> assertThat(run.said()).contains("SUCCESS"))
        .extracting(Run::status)
        .isEqualTo(0);
  }

  @Test
  void eachAlertIsTested() throws IOException {
    String tests = Files.readString(Path.of("src/test/prometheus/alerts.test.yml"));
    List<String> alerts =
        Files.readAllLines(Path.of("config/prometheus-alerts.yml")).stream()
            .filter(line -> line.contains("- alert: "))
            .map(line -> line.substring(line.indexOf(": ") + 2))
            .toList();
    assertThat(alerts)
        .isNotEmpty()
        .allMatch(alert -> tests.contains("alertname=\"" + alert + "\", alertstate=\"firing\""));
  }
}
