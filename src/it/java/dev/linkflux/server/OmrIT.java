package dev.linkflux.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.NeedsLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The API of OpenMPTCProuter servers: what can be wrong with a log-in is told apart, and the
 * password and the tokens are seen nowhere. With {@code -Dlinkflux.minutes} it also waits for
 * tokens to expire by themselves, since the status is asked for once a minute.
 */
@NeedsLab
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class OmrIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MINUTES =
      Duration.ofMinutes(Integer.getInteger("linkflux.minutes", 0));
  private static final String USERNAME = "openmptcprouter";
  private static final String PASSWORD = "s3cr3t&for=all %+\u00fc";
  private static final String WRONG = "n0t&the=right+0ne";

  @TempDir private Path directory;

  private final Map<String, OmrServer> servers = new LinkedHashMap<>();

  @Test
  void whatIsWrongWithALogInIsToldApartAndNoSecretIsTold() {
    try (Far far = Far.open(directory)) {
      Identity identity = Identity.make(directory, "vps");
      far.write("right.password", PASSWORD + "\n");
      far.write("wrong.password", WRONG + "\n");
      serve(far, identity);
      long begun = System.nanoTime();
      Program program = start(far, identity);
      try (program) {
        JsonNode seen = await(program);
        assertSoftly(
            softly -> expected().forEach(row -> softly.assertThat(wrong(row, seen)).isEmpty()));
        assertLogIns(Duration.ofNanos(System.nanoTime() - begun));
        var _ = program.await("good", it -> it.path("state").asText().equals("Up"), PATIENCE);
        var _ = program.await("mistaken", it -> !it.path("hint").asText().isBlank(), PATIENCE);
        assertRenewed(far, program);
        for (String path :
            List.of("/api/v1/servers", "/api/v1/status", "/metrics", "/api/v1/decisions")) {
          assertNoSecretIn(path, program.text(path));
        }
      }
      assertNoSecretIn("the output", program.output());
      assertNoSecretIn("the stream", program.stream());
      assertNoSecretInFiles(far);
    }
  }

  private void serve(Far far, Identity identity) {
    servers.put("good", new OmrServer(USERNAME, PASSWORD));
    servers.put("good6", new OmrServer(USERNAME, PASSWORD));
    servers.put("by-environment", new OmrServer(USERNAME, PASSWORD));
    servers.put("restarted", new OmrServer(USERNAME, PASSWORD).restartingOnce());
    servers.put("newer", new OmrServer(USERNAME, PASSWORD).denying(401).restartingOnce());
    servers.put("expired", new OmrServer(USERNAME, PASSWORD).life(Duration.ZERO));
    servers.put("mistaken", new OmrServer(USERNAME, PASSWORD));
    servers.put("mistaken6", new OmrServer(USERNAME, PASSWORD));
    servers.put("ahead", new OmrServer(USERNAME, PASSWORD).skew(Duration.ofMinutes(5)));
    servers.put("behind6", new OmrServer(USERNAME, PASSWORD).skew(Duration.ofMinutes(-5)));
    servers.forEach(
        (name, server) -> {
          far.host(address(name));
          var _ = server.at(far.lab(), identity, address(name));
        });
  }

  private Program start(Far far, Identity identity) {
    StringBuilder more = new StringBuilder("servers:\n");
    servers
        .keySet()
        .forEach(
            name ->
                more.append(
                    """
                      - name: %s
                        address: "%s"
                        type: omr
                        pin: %s
                        credentials: {username: %s, %s}
                        routes: none
                        interval: 2s
                        timeout: 15s
                        fails: 2
                        holdDown: 1s
                    """
                        .formatted(
                            name,
                            address(name).getHostAddress(),
                            identity.pin(),
                            USERNAME,
                            source(name))));
    return far.start(more.toString(), "LINKFLUX_IT_PASSWORD=" + PASSWORD);
  }

  private String source(String name) {
    return switch (name) {
      case "by-environment" -> "environment: LINKFLUX_IT_PASSWORD";
      case "mistaken", "mistaken6" -> "file: " + directory.resolve("wrong.password");
      default -> "file: " + directory.resolve("right.password");
    };
  }

  private InetAddress address(String name) {
    int number = 100 + List.copyOf(servers.keySet()).indexOf(name);
    return InetAddress.ofLiteral((name.endsWith("6") ? "2001:db8:ff::" : "198.51.100.") + number);
  }

  private List<Row> expected() {
    return servers.keySet().stream()
        .map(
            name ->
                switch (name) {
                  case "mistaken", "mistaken6" ->
                      Row.broken(name, "", Rung.CREDENTIALS, "400").serving();
                  case "expired" -> Row.broken(name, "", Rung.CREDENTIALS, "403").serving();
                  case "ahead" -> Row.broken(name, "", Rung.CLOCK, "ahead").serving();
                  case "behind6" -> Row.broken(name, "", Rung.CLOCK, "behind").serving();
                  default -> Row.fine(name, "", address(name).getHostAddress());
                })
        .toList();
  }

  private JsonNode await(Program program) {
    try {
      return program.awaitAll(
          seen -> expected().stream().allMatch(row -> wrong(row, seen).isEmpty()), PATIENCE);
    } catch (AssertionError _) {
      return program.servers();
    }
  }

  private static String wrong(Row row, JsonNode seen) {
    return row.wrong(Program.of(seen, row.name()), List.of("wan1", "wan2"));
  }

  /** Tokens are asked for when they are needed, and a second time only once. */
  private void assertLogIns(Duration passed) {
    // Through two uplinks: a refused password is offered each half minute, the status asked for
    // each minute.
    long refusals = 2 * (1 + passed.toSeconds() / 30);
    long statuses = 2 * (1 + passed.toSeconds() / 60);
    for (String name : List.of("good", "good6", "by-environment", "ahead", "behind6")) {
      assertThat(server(name).count("POST /token 200")).as(name).isBetween(1L, 2L);
      assertThat(server(name).count("GET /status 403")).as(name).isZero();
    }
    // A server that has started anew does not know the token that it gave just before.
    assertThat(server("restarted").count("GET /status 403")).isBetween(0L, 2L);
    assertThat(server("newer").count("GET /status 401")).isBetween(0L, 2L);
    assertThat(server("restarted").count("GET /status 200")).isPositive();
    assertThat(server("newer").count("GET /status 200")).isPositive();
    assertThat(server("mistaken").count("POST /token 200")).isZero();
    assertThat(server("mistaken").count("POST /token 400")).isBetween(1L, refusals);
    assertThat(server("expired").count("GET /status 403")).isPositive();
    servers.forEach(
        (name, server) -> {
          assertThat(server.count("GET / 200")).as(name).isPositive();
          assertThat(server.count("POST /token 422")).as(name).isZero();
          assertThat(server.count("GET /status 200")).as(name).isLessThanOrEqualTo(statuses);
        });
  }

  /** In the long run: tokens are renewed at once, and a password that is put right is read. */
  private void assertRenewed(Far far, Program program) {
    far.write("wrong.password", PASSWORD);
    if (!MINUTES.isZero()) {
      server("good").restart();
      server("good6").restart();
      long before = server("good").count("POST /token 200");
      Await.pass(MINUTES);
      assertThat(server("good").count("POST /token 200")).isBetween(before + 1, before + 2);
      assertThat(server("good").count("GET /status 403")).isBetween(1L, 2L);
      assertThat(server("good6").count("GET /status 403")).isBetween(1L, 2L);
      assertThat(program.told("transition"))
          .noneMatch(
              it -> it.text("server").startsWith("good") && it.text("to").equals("Degraded"));
      var _ = program.await("good", it -> it.path("state").asText().equals("Up"), PATIENCE);
      var _ = program.await("mistaken", it -> it.path("state").asText().equals("Up"), PATIENCE);
    }
  }

  private OmrServer server(String name) {
    return Objects.requireNonNull(servers.get(name));
  }

  private void assertNoSecretIn(String where, String text) {
    assertThat(text).as(where).isNotEmpty();
    for (String secret : List.of(PASSWORD, "s3cr3t", WRONG, "n0t&the")) {
      assertThat(text.contains(secret)).as("a password is in " + where).isFalse();
    }
    servers.values().stream()
        .flatMap(server -> server.tokens().stream())
        .forEach(token -> assertThat(text.contains(token)).as("a token is in " + where).isFalse());
  }

  /** In none of the files that the service wrote: trace and state. */
  private void assertNoSecretInFiles(Far far) {
    try (var files = Files.walk(far.directory())) {
      List<Path> written =
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.getParent() != null && !file.getParent().equals(far.directory()))
              .toList();
      assertThat(written).isNotEmpty();
      for (Path file : written) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (!text.isEmpty()) { // as those that are only locked are
          assertNoSecretIn(file.toString(), text);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
