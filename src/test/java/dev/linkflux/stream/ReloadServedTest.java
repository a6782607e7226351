package dev.linkflux.stream;

import static dev.linkflux.stream.Reloading.reload;
import static dev.linkflux.stream.Reloading.settings;
import static dev.linkflux.stream.Reloading.uplink;
import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.LTE;
import static dev.linkflux.stream.Samples.election;
import static dev.linkflux.stream.Samples.quality;
import static dev.linkflux.stream.Samples.replied;
import static dev.linkflux.stream.Samples.transition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.ReloadAnswer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A server of which another configuration comes into force. */
class ReloadServedTest {
  private static final List<String> TARGETS = List.of("cloudflare", "quad9", "google");
  private static final Settings NOW = settings(List.of("dsl", "fibre"), TARGETS);
  private static final String LOCAL = "Host: localhost\r\nContent-Length: 0\r\n";

  private final Served served = new Served(ServerSamples.settings(), Limits.DEFAULT);

  @AfterEach
  void close() {
    served.close();
  }

  private String reloaded() throws IOException {
    return served.answer("PUT", "/api/v1/reload", LOCAL);
  }

  private static JsonNode body(String answer) throws IOException {
    return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  /** The next one that is of no frequent kind. */
  private static EventReader.Told next(EventReader reader, String kind) throws IOException {
    EventReader.Told told = reader.next();
    while (!told.event().equals(kind)) {
      told = reader.next();
    }
    return told;
  }

  @Test
  void whoListensHearsOfItAndOfWhatComesAndGoes() throws IOException {
    served.tell(election(0, FIBRE));
    try (EventReader reader = served.listen("?types=transition,config&uplink=fibre&after=1", "")) {
      served.tell(
          reload(1000, NOW, "uplinks: dsl added", "uplinks: lte removed"),
          transition(1000, uplink(NOW, "dsl"), StateName.UP, Cause.RECOVERED),
          transition(1000, uplink(NOW, "fibre"), StateName.UP, Cause.RECOVERED));

      EventReader.Told config = next(reader, "config");
      assertThat(config.data())
          .contains("\"changes\":[\"uplinks: dsl added\",\"uplinks: lte removed\"]")
          .contains("\"uplinks\":[\"dsl\",\"fibre\"]")
          .contains("\"sentence\":\"the configuration has changed: uplinks: dsl added; uplinks: ");
      assertThat(next(reader, "transition").data()).contains("\"uplink\":\"fibre\"");
    }
    // A name that was there may be waited for; one that never was is a mistake.
    served.listen("?uplink=lte", "").close();
    assertThat(served.get("/api/v1/decisions?uplink=lte")).startsWith("HTTP/1.1 200");
    assertThat(served.get("/api/v1/decisions?uplink=sat"))
        .startsWith("HTTP/1.1 400")
        .contains("known are: dsl, fibre\"");
    assertThat(served.get("/api/v1/decisions?types=config")).contains("uplinks: dsl added");
  }

  @Test
  void whatIsShownIsWhatIsInForce() throws IOException {
    served.carryOutOrders();
    served.tell(
        transition(500, LTE, StateName.DEGRADED, Cause.LOSS),
        replied(600, FIBRE, 1),
        quality(600, FIBRE),
        replied(600, LTE, 1),
        election(700, FIBRE));
    String before = served.get("/metrics");
    assertThat(before)
        .contains("linkflux_uplink_carrying{uplink=\"lte\"} 0.0\n")
        .contains(
            "linkflux_probes_total{outcome=\"Replied\",target=\"cloudflare\",uplink=\"lte\"}"
                + " 1.0\n");

    served.tell(reload(1000, NOW), replied(1100, uplink(NOW, "fibre"), 2));
    String after = served.get("/metrics");

    assertThat(after)
        .doesNotContain("uplink=\"lte\"")
        .contains("linkflux_uplink_carrying{uplink=\"dsl\"} 0.0\n")
        .contains("linkflux_uplink_carrying{uplink=\"fibre\"} 1.0\n")
        .contains("linkflux_uplink_rtt_seconds_count{uplink=\"fibre\"} 2\n")
        .contains(
            "linkflux_probes_total{outcome=\"Replied\",target=\"cloudflare\",uplink=\"fibre\"}"
                + " 2.0\n")
        .contains("linkflux_elections_total{cause=\"loss\"} 1.0\n");
    assertThat(body(served.get("/api/v1/configuration")).at("/probing/interval").asText())
        .isEqualTo("1s");
    assertThat(body(served.get("/api/v1/uplinks/fibre/history?step=1s")).path("t")).hasSize(2);
    assertThat(served.get("/api/v1/uplinks/lte/history")).startsWith("HTTP/1.1 404");
    assertThat(served.get("/api/v1/uplinks/lte")).startsWith("HTTP/1.1 404");
    assertThat(served.answer("PUT", "/api/v1/uplinks/lte/pin", LOCAL))
        .startsWith("HTTP/1.1 404")
        .contains("known are: dsl, fibre");
    JsonNode pinned = body(served.answer("PUT", "/api/v1/uplinks/fibre/pin", LOCAL));
    assertThat(pinned.path("name").asText()).isEqualTo("fibre");
    assertThat(pinned.path("steering").asText()).isEqualTo("pin");
  }

  @Test
  void aReloadIsAnsweredWhenItIsShown() throws IOException {
    served.tell(election(0, FIBRE));
    served.reloadBy(
        () ->
            Mono.fromSupplier(
                () -> {
                  served.tell(reload(1000, NOW, "uplinks: dsl added"));
                  return new ReloadAnswer(
                      true, List.of("uplinks: dsl added"), List.of("listen"), List.of());
                }));
    String answer = reloaded();

    assertThat(answer).startsWith("HTTP/1.1 200").contains("content-type: application/json");
    assertThat(body(answer).toString())
        .isEqualTo(
            "{\"applied\":true,\"changes\":[\"uplinks: dsl added\"],\"restart\":[\"listen\"],"
                + "\"problems\":[]}");
    assertThat(served.get("/api/v1/uplinks/dsl")).startsWith("HTTP/1.1 200");
  }

  @Test
  void aBadFileIsAnsweredByAllThatIsWrongWithIt() throws IOException {
    served.reloadBy(
        () ->
            Mono.just(
                ReloadAnswer.refused(
                    List.of(
                        new ReloadAnswer.Problem(
                            "a.yml", 3, 7, "uplinks[0].tier", "no number", true),
                        new ReloadAnswer.Problem("a.yml", 0, 0, "", "it is old", false)))));
    String answer = reloaded();

    assertThat(answer).startsWith("HTTP/1.1 422").contains("content-type: application/json");
    assertThat(body(answer).path("applied").asBoolean()).isFalse();
    assertThat(body(answer).path("problems").get(0).toString())
        .isEqualTo(
            "{\"file\":\"a.yml\",\"line\":3,\"column\":7,\"path\":\"uplinks[0].tier\","
                + "\"message\":\"no number\",\"error\":true}");
    assertThat(body(answer).path("problems")).hasSize(2);
  }

  @Test
  void whereThereIsNothingToReadThatIsSaid() throws IOException {
    served.reloadBy(() -> Mono.error(Orders.NotTaken.because("this is a demonstration")));

    assertThat(reloaded())
        .startsWith("HTTP/1.1 503")
        .contains("application/problem+json", "not taken: this is a demonstration");
    assertThat(served.get("/api/v1/reload")).startsWith("HTTP/1.1 405");
  }
}
