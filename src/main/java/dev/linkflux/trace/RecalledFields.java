package dev.linkflux.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.decision.Penalty;
import dev.linkflux.decision.RecalledConsumption;
import dev.linkflux.decision.RecalledExperience;
import dev.linkflux.quality.RecalledFloor;
import dev.linkflux.server.RecalledConduct;
import dev.linkflux.time.Recalled;
import java.io.IOException;
import java.time.Duration;

/** Writes the fields of what was known before a restart; the counterpart of RecalledDecoder. */
final class RecalledFields {
  private RecalledFields() {}

  static void write(Recalled then, JsonGenerator json) throws IOException {
    switch (then) {
      case RecalledExperience it -> {
        begin("experience", "uplink", it.uplink().name(), json);
        age(it.age(), json);
        json.writeNumberField("losses", it.experience().losses());
        json.writeNumberField("followed", it.experience().followed());
        json.writeNumberField("answers", it.experience().answers());
        penalty(it.experience().penalty(), json);
      }
      case RecalledConsumption it -> {
        begin("consumption", "uplink", it.uplink().name(), json);
        json.writeNumberField("bytes", it.bytes());
        json.writeStringField("last", it.last().toString());
      }
      case RecalledFloor it -> {
        begin("floor", "uplink", it.uplink().name(), json);
        json.writeStringField("target", it.target().name());
        age(it.age(), json);
        json.writeArrayFieldStart("newest");
        for (long one : it.newest()) {
          json.writeNumber(one);
        }
        json.writeEndArray();
      }
      case RecalledConduct it -> {
        begin("conduct", "server", it.server().name(), json);
        age(it.age(), json);
        penalty(it.penalty(), json);
      }
      default -> {}
    }
  }

  private static void begin(String what, String kind, String name, JsonGenerator json)
      throws IOException {
    json.writeStringField("what", what);
    json.writeStringField(kind, name);
  }

  private static void age(Duration age, JsonGenerator json) throws IOException {
    json.writeNumberField("age", age.toNanos());
  }

  private static void penalty(Penalty penalty, JsonGenerator json) throws IOException {
    json.writeNumberField("penalty", penalty.amount());
    json.writeBooleanField("suppressed", penalty.suppressed());
  }
}
