package dev.linkflux.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.decision.Rules;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.RouterProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What flapping has cost an uplink before, and what is left of it after some reloads: it halves
 * every five minutes, whatever is read meanwhile.
 */
final class Penalties {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  /** The second uplink never carries. */
  private static final int UPLINK = 2;

  /** What the fall of one that stands by costs, of a whole penalty. */
  private static final double STOOD_BY = 0.5;

  /** Less than what delays the return, so that it stays up. */
  private static final double PENALTY = 1400;

  /** Of the wall clock that is slewed, and of figures that are rounded. */
  private static final double TOLERANCE = 0.01;

  private Penalties() {}

  /** What a service of before has left in its state. */
  static void write(Path state, Instant at) {
    try {
      Path _ = Files.createDirectories(state);
      Path _ =
          Files.writeString(
              state.resolve("memory.json"),
              """
              {"version": 1, "memory": [{"what": "experience", "name": "wan%d", "at": "%s",
                "losses": 0, "followed": 0, "answers": 0, "penalty": %s, "suppressed": false}]}
              """
                  .formatted(UPLINK, at, PENALTY));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Switches the interface of the uplink off, which the kernel tells at once, and looks what is
   * said of its penalty.
   *
   * @param from when it was as it was written
   * @return what is wrong
   */
  static List<String> wrong(Lab lab, RouterProcess service, Instant from) {
    lab.router().ip("link set dev wan" + UPLINK + " down");
    JsonNode fall = fall(service);
    double halvings =
        (double) Duration.between(from, Instant.parse(fall.path("at").asText())).toNanos()
            / Rules.Dampening.DEFAULT.halfLife().toNanos();
    double expected =
        PENALTY * Math.pow(2, -halvings) + STOOD_BY * Rules.Dampening.DEFAULT.penalty();
    double told = Double.NaN;
    for (JsonNode figure : fall.path("evidence")) {
      if (figure.path("name").asText().equals("flap penalty")) {
        told = figure.path("value").asDouble();
      }
    }
    return Math.abs(told - expected) <= TOLERANCE * expected
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT, "the penalty of wan%d is %.1f and not %.1f", UPLINK, told, expected));
  }

  private static JsonNode fall(RouterProcess service) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<JsonNode> fall = newestFall(service);
    while (fall.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it has not fallen:\n" + service.output().text());
      }
      LockSupport.parkNanos(50_000_000);
      fall = newestFall(service);
    }
    return fall.get();
  }

  private static Optional<JsonNode> newestFall(RouterProcess service) {
    try {
      String body = service.http().get("/api/v1/decisions?limit=20").body();
      for (JsonNode decision : JSON.readTree(body).path("decisions")) {
        if (decision.path("type").asText().equals("transition")
            && decision.path("uplink").asText().equals("wan" + UPLINK)
            && decision.path("to").asText().equals("Down")) {
          return Optional.of(decision);
        }
      }
      return Optional.empty();
    } catch (JsonProcessingException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }
}
