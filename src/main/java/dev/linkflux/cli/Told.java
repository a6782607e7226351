package dev.linkflux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** What is learnt from a running service, or of it. */
sealed interface Told {
  /** As {@code /api/v1/status} has it. */
  record Status(JsonNode status) implements Told {}

  /** As {@code /api/v1/decisions} has them, the newest first. */
  record Decisions(JsonNode decisions) implements Told {}

  /**
   * From the stream.
   *
   * @param data as it came
   */
  record Event(SseEvent event, JsonNode data) implements Told {}

  /** The connection has ended, or there was none again. */
  record Lost(Instant at, String why) implements Told {}
}
