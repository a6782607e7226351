package dev.linkflux.stream;

import dev.linkflux.engine.Played;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Server-sent events about the stream rather than from the pipeline. They carry no {@code id}, so
 * that a client resumes behind the last real event.
 */
final class Notices {
  private Notices() {}

  /** Something is missing, or may be, before what follows. */
  static byte[] gap(Gap gap) {
    return event(
        "gap",
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField("type", "gap");
              json.writeNumberField("after", gap.after());
              json.writeNumberField("until", gap.until());
              json.writeStringField("from", gap.from() == null ? null : Json.at(gap.from()));
              json.writeStringField("to", Json.at(gap.to()));
              json.writeArrayFieldStart("missing");
              for (Kind kind : gap.missing()) {
                json.writeString(kind.wire());
              }
              json.writeEndArray();
              json.writeStringField("sentence", gap.sentence());
              json.writeEndObject();
            }));
  }

  /** The client was too slow; the connection ends. */
  static byte[] dropped() {
    return event(
        "dropped",
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField("type", "dropped");
              json.writeStringField(
                  "reason",
                  "too slow: too many events were waiting to be read; ask for fewer with"
                      + " types=, uplink=, server= or every=");
              json.writeEndObject();
            }));
  }

  /** What is told is no present: how late it is there, and how fast time passes. */
  static byte[] clock(Played played, Instant now) {
    return event(
        "clock",
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField("type", "clock");
              json.writeStringField("now", Json.at(now));
              PlayedJson.fields(json, played);
              json.writeEndObject();
            }));
  }

  private static byte[] event(String name, byte[] json) {
    return ("event: " + name + "\ndata: " + new String(json, StandardCharsets.UTF_8) + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
