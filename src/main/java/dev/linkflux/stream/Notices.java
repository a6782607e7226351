package dev.linkflux.stream;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Server-sent events about the stream rather than from the pipeline. They carry no {@code id}, so
 * that a client resumes behind the last real event.
 */
final class Notices {
  private Notices() {}

  /** Something is missing before what follows. */
  static byte[] gap(long after, Set<Kind> missing) {
    return event(
        "gap",
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField("type", "gap");
              json.writeNumberField("after", after);
              json.writeArrayFieldStart("missing");
              for (Kind kind : missing) {
                json.writeString(kind.wire());
              }
              json.writeEndArray();
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

  private static byte[] event(String name, byte[] json) {
    return ("event: " + name + "\ndata: " + new String(json, StandardCharsets.UTF_8) + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
