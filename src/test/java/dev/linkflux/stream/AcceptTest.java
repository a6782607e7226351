package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which format a scraper gets by what it accepts. */
class AcceptTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Prometheus 2.42
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;"
            + "q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        // Prometheus 3
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.5,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,"
            + "*/*;q=0.2",
        "application/openmetrics-text",
        "Application/OpenMetrics-Text; Version=\"1.0.0\"; charset=utf-8",
        "text/plain, application/openmetrics-text"
      })
  void whoNamesOpenMetricsGetsIt(String accept) {
    assertThat(Accept.of(accept).prefersOpenMetrics()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/plain;version=0.0.4",
        "application/openmetrics-text;q=0",
        "application/openmetrics-text;version=1.0.0;q=0.2,text/plain;q=0.5",
        "application/openmetrics-text;q=0.2,*/*",
        "application/openmetrics-text;version=2.0.0",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
      })
  void everybodyElseGetsPlainText(String accept) {
    assertThat(Accept.of(accept).prefersOpenMetrics()).isFalse();
  }

  @Test
  void withoutTheHeaderItIsPlainText() {
    assertThat(Accept.of(null).prefersOpenMetrics()).isFalse();
  }

  @RepeatedTest(200)
  void whatIsMalformedIsPassedOver(RepetitionInfo info) {
    long seed = info.getCurrentRepetition();
    Random random = new Random(seed);
    String alphabet = "application/openmetrics-text;q=0.5,*/ \"version";
    StringBuilder header = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      header.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    boolean prefers = Accept.of(header.toString()).prefersOpenMetrics();
    assertThat(prefers && !header.toString().contains("openmetrics"))
        .as("seed %d: %s", seed, header)
        .isFalse();
  }
}
