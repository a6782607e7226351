package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.stream.Exposed.Family;
import dev.linkflux.stream.Exposed.Sample;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a scrape says. */
class MetricsTest {
  private static final Path TABLE = Path.of("src/docs/metrics.md");

  private final Everything everything = new Everything();

  @AfterEach
  void close() {
    everything.close();
  }

  private static Family family(Exposed exposed, String name) {
    return Objects.requireNonNull(exposed.family(name), name);
  }

  private static List<String> values(Family family, Predicate<Sample> wanted) {
    return family.samples().stream().filter(wanted).map(Sample::value).toList();
  }

  @Test
  void roundTripTimesAreAHistogramOfEachUplink() throws IOException {
    Family rtt = family(everything.scrape(), "linkflux_uplink_rtt_seconds");
    assertThat(rtt.type()).isEqualTo("histogram");
    assertThat(rtt.labels()).containsExactly("uplink");
    Predicate<Sample> fibre = it -> "fibre".equals(it.labels().get("uplink"));
    // 8.1 ms: not within 5 ms, but within 10 ms and everything above
    assertThat(values(rtt, fibre.and(it -> it.name().endsWith("_bucket"))))
        .startsWith("0", "0", "0", "1")
        .endsWith("1")
        .hasSize(20);
    assertThat(values(rtt, fibre.and(it -> it.name().endsWith("_sum"))))
        .containsExactly("0.0081234");
  }

  @Test
  void exactlyOneStateOfEachUplinkAndServerIsTheOneItIsIn() throws IOException {
    Exposed exposed = everything.scrape();
    for (String name : List.of("linkflux_uplink_state", "linkflux_server_state")) {
      String of = name.contains("uplink") ? "uplink" : "server";
      Family states = family(exposed, name);
      for (String one : states.samples().stream().map(it -> it.labels().get(of)).toList()) {
        assertThat(values(states, it -> one.equals(it.labels().get(of))))
            .as("%s of %s", name, one)
            .hasSize(6)
            .containsOnlyOnce("1.0")
            .contains("0.0");
      }
    }
  }

  @Test
  void theRungOfTheLatestVerdictIsTheOneThatIsBroken() throws IOException {
    Family rungs = family(everything.scrape(), "linkflux_server_rung");
    assertThat(rungs.samples())
        .filteredOn(it -> it.value().equals("1.0"))
        .extracting(it -> it.labels().get("server") + " " + it.labels().get("rung"))
        .containsExactlyInAnyOrder(
            "vps port-refused", "vps uplink", "the spare/one none", "the spare/one clock");
  }

  @Test
  void whatIsNotMeasuredIsNotSaid() throws IOException {
    try (Served silent = new Served(Limits.DEFAULT)) {
      String said = silent.get("/metrics");
      assertThat(said).doesNotContain("NaN", "linkflux_uplink_loss_ratio", "linkflux_server");
      assertThat(said).contains("linkflux_switches_total 0.0\n", "state=\"Unknown\"");
    }
    Family backward = family(everything.scrape(), "linkflux_uplink_loss_backward_ratio");
    assertThat(backward.samples())
        .extracting(it -> it.labels().get("uplink"))
        .containsExactly("lte");
  }

  @Test
  void sinceWhenIsToldInSecondsSince1970() throws IOException {
    Exposed exposed = everything.scrape();
    assertThat(family(exposed, "linkflux_carrying_since_timestamp_seconds").samples())
        .extracting(it -> Double.parseDouble(it.value()))
        .containsExactly(1795316400.11);
    assertThat(
            values(
                family(exposed, "linkflux_uplink_state_since_timestamp_seconds"),
                it -> "lte".equals(it.labels().get("uplink"))))
        .extracting(Double::parseDouble)
        .containsExactly(1795316400.1);
  }

  @Test
  void answersAreCountedByTheirClassAndMalformedOnesToo() throws IOException {
    try (Served served = new Served(Limits.DEFAULT)) {
      assertThat(served.get("/healthz")).startsWith("HTTP/1.1 503");
      assertThat(served.get("/nothing")).startsWith("HTTP/1.1 404");
      assertThat(served.get("/api/v1/status")).startsWith("HTTP/1.1 200");
      try (Socket socket = served.ask("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\n\r\n")) {
        String refused =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(refused).startsWith("HTTP/1.1 4");
      }
      long end = System.nanoTime() + 60_000_000_000L;
      String said = served.get("/metrics"); // an answer is counted just after it has been read
      while (!hasAll(said) && System.nanoTime() < end) {
        said = served.get("/metrics");
      }
      assertThat(said)
          .contains("linkflux_http_requests_total{status=\"4xx\"} 2.0\n")
          .contains("linkflux_http_requests_total{status=\"5xx\"} 1.0\n")
          .doesNotContain("linkflux_http_requests_total{status=\"2xx\"} 0.0\n");
    }
  }

  private static boolean hasAll(String said) {
    return said.contains("{status=\"4xx\"} 2.0\n") && said.contains("{status=\"5xx\"} 1.0\n");
  }

  @Test
  void openMetricsIsGivenToWhoAsksForIt() throws IOException {
    assertThat(everything.answer("application/openmetrics-text;version=1.0.0,*/*;q=0.1"))
        .contains("content-type: application/openmetrics-text; version=1.0.0; charset=utf-8")
        .contains("\n# TYPE linkflux_switches counter\n")
        .endsWith("# EOF\n");
    assertThat(everything.answer("*/*"))
        .contains("content-type: text/plain; version=0.0.4; charset=utf-8")
        .contains("\n# TYPE linkflux_switches_total counter\n")
        .doesNotContain("# EOF");
  }

  @Test
  void theTableInTheDocumentsIsThatOfTheFamilies() throws IOException {
    StringBuilder table = new StringBuilder();
    everything.scrape().families().values().stream()
        .sorted(java.util.Comparator.comparing(Family::name))
        .map(
            it ->
                "| `%s` | %s | %s | %s |\n"
                    .formatted(it.name(), it.type(), String.join(", ", it.labels()), it.help()))
        .forEach(table::append);
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/metrics-table.md"), table);
    assertThat(
            Files.readString(TABLE)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line + "\n"))
        .as("of %s; as it should be: target/metrics-table.md", TABLE)
        .containsExactlyElementsOf(table.toString().lines().map(line -> line + "\n").toList());
  }
}
