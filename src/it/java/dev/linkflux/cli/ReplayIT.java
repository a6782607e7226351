package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code linkflux replay} as it is built. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ReplayIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRACE = "src/test/resources/traces/frozen-main.ndjson.gz";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;

  private static LiveProcess replay(Object... arguments) {
    List<String> command = new ArrayList<>(List.of(LiveProcess.launcher(), "replay"));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    return LiveProcess.start(command.toArray(String[]::new));
  }

  @Test
  void itComparesConfigurationsAndWritesAPage() throws IOException {
    Path patient =
        Files.writeString(
            directory.resolve("patient.yml"),
            """
            targets:
              - {name: one, address: 192.0.2.1}
              - {name: two, address: 192.0.2.2}
              - {name: three, address: 192.0.2.3}
            uplinks:
              - {name: tdlte, interface: wan1}
              - {name: wisp, interface: wan2, tier: 2}
              - {name: adsl, interface: wan3, tier: 3}
            decision: {holdDown: 2m}
            """);
    Path page = directory.resolve("out.html");
    try (LiveProcess replay =
        replay(
            TRACE,
            "--config",
            patient,
            "--config",
            patient,
            "--from",
            "1m",
            "--json",
            "--report",
            page)) {
      assertThat(replay.awaitExit()).as(replay.text()).isZero();
      JsonNode said =
          JSON.readTree(replay.await("JSON", text -> text.endsWith("}" + System.lineSeparator())));
      assertThat(said.path("seconds").asDouble()).isEqualTo(270);
      assertThat(said.path("configs")).hasSize(2);
      assertThat(said.at("/configs/0/elections"))
          .isNotEmpty()
          .isEqualTo(said.at("/configs/1/elections"));
    }
    assertThat(page).content().startsWith("<!doctype html>").contains("patient.yml");
  }

  @Test
  void whatIsWrongEndsWithStatus2() {
    try (LiveProcess replay = replay(TRACE, "--from", "2h")) {
      assertThat(replay.awaitExit()).isEqualTo(2);
      String _ = replay.await("the reason", text -> text.contains("is after the end of the trace"));
    }
  }

  @Test
  void itPlaysATraceAsIfItHappenedNow() throws Exception {
    int port = LiveProcess.freePort();
    try (HttpClient client = HttpClient.newHttpClient();
        LiveProcess replay = replay(TRACE, "--speed", "60x", "--listen", "127.0.0.1:" + port)) {
      String _ = replay.await("it listens", text -> text.contains("dashboard:"));
      JsonNode clock = status(client, port).path("clock");
      assertThat(clock.path("speed").asDouble()).isEqualTo(60);
      assertThat(clock.path("now").asText()).startsWith("2026-11-22T03:0");

      var pin = request(port, "/api/v1/uplinks/wisp/pin").PUT(BodyPublishers.noBody()).build();
      var refused = client.send(pin, BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("this is a recorded trace");

      try (Stream<String> lines =
          client
              .send(
                  request(port, "/api/v1/events?types=transition,self&after=0").build(),
                  BodyHandlers.ofLines())
              .body()) {
        List<String> heard =
            lines
                .takeWhile(line -> !line.matches(".*\"what\":\"replay\".*\"ended\":true.*"))
                .toList();
        assertThat(heard).contains("event: clock");
        assertThat(heard).anyMatch(line -> line.contains("\"to\":\"Down\""));
      }
      assertThat(status(client, port).at("/clock/ended").asBoolean()).isTrue();
      var health = client.send(request(port, "/healthz").build(), BodyHandlers.ofString());
      assertThat(health.statusCode()).isEqualTo(200);
      String _ =
          replay.await(
              "the switch",
              text -> text.contains("2026-11-22 03:01:30.6  ⇄ traffic moves from tdlte to adsl"));
    }
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
  }

  private static JsonNode status(HttpClient client, int port) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) { // what is played first is told a moment after it listens
      String body =
          client.send(request(port, "/api/v1/status").build(), BodyHandlers.ofString()).body();
      JsonNode status = JSON.readTree(body);
      if (status.has("clock") || System.nanoTime() > deadline) {
        return status;
      }
    }
  }
}
