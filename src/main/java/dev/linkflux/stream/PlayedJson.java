package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.engine.Played;
import java.io.IOException;

/** Puts the playing of a trace into JSON. */
final class PlayedJson {
  private PlayedJson() {}

  /** Its fields, into an object that is open; no speed is as fast as can be. */
  static void fields(JsonGenerator json, Played played) throws IOException {
    if (Double.isInfinite(played.speed())) {
      json.writeNullField("speed");
    } else {
      json.writeNumberField("speed", played.speed());
    }
    json.writeBooleanField("ended", played.ended());
    json.writeStringField("sentence", played.sentence());
  }
}
