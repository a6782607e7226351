package dev.linkflux.failover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.RouterProcess.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Killed, and started again, the service knows what it was told and what it has learnt. */
@NeedsLab
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RestartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** One fall is enough, and for longer than this test may take. */
  private static final String STRICT =
      """
      decision: {holdDown: 1s, dampening: {penalty: 2000, halfLife: 10m, cap: 1h}}
      """;

  @TempDir private Path directory;

  @Test
  void aPinAndAPenaltyOutliveAKillAndAnOrderlyEnd() {
    try (Trial trial = Trial.start(Setup.standard().with(STRICT), directory)) {
      var _ = trial.awaitSteady();
      Mishap.CARRIER.befall(trial.lab(), 1);
      var _ = trial.service().awaitStatus("down", status -> state(status).equals("Down"));
      Mishap.CARRIER.heal(trial.lab(), 1);
      var _ = trial.service().awaitStatus("back", status -> state(status).equals("Recovering"));
      trial.service().steer("wan3", "pin?for=2h");
      JsonNode before = pinned(trial);
      awaitKept();

      for (Signal end : List.of(Signal.KILL, Signal.TERM)) {
        var _ = trial.service().process().signal(end);
        int _ = trial.service().process().awaitExit(PATIENCE);
        trial.restart();
        JsonNode after = pinned(trial);
        assertThat(until(after))
            .isBetween(until(before).minusSeconds(5), until(before).plusSeconds(5));
        JsonNode status = trial.service().awaitStatus("known", it -> !state(it).equals("Unknown"));
        assertThat(state(status)).isEqualTo("Recovering");
        assertThat(status.path("uplinks").path(0).path("cause").asText()).isEqualTo("dampened");
      }
    }
  }

  private static String state(JsonNode status) {
    return status.path("uplinks").path(0).path("state").asText();
  }

  /** A kill may come at any time from then on. */
  private void awaitKept() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Path memory = directory.resolve("state").resolve("memory.json");
    try {
      while (!Files.exists(memory) || !Files.readString(memory).contains("\"pin\"")) {
        assertThat(System.nanoTime()).as("the pin is not kept").isLessThan(deadline);
        Pause.of(Duration.ofMillis(20));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits until wan3 carries for being pinned; gives its status. */
  private static JsonNode pinned(Trial trial) {
    JsonNode status =
        trial
            .service()
            .awaitStatus(
                "pinned",
                it ->
                    Service.carrying(it).equals(List.of("wan3"))
                        && it.path("uplinks").path(2).path("steering").asText().equals("pin"));
    return status.path("uplinks").path(2);
  }

  private static Instant until(JsonNode uplink) {
    return Instant.parse(uplink.path("steering_until").asText());
  }
}
