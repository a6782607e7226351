package dev.linkflux.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Figure;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Transition;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the fields of what is decided; the counterpart of {@link OutputDecoder}. */
final class OutputFields {
  private OutputFields() {}

  static void write(Transition transition, JsonGenerator json) throws IOException {
    json.writeStringField("uplink", transition.uplink().name());
    json.writeStringField("from", transition.from().wire());
    json.writeStringField("to", transition.to().wire());
    json.writeStringField("cause", transition.cause().wire());
    evidence(transition.evidence(), json);
    json.writeStringField("sentence", transition.sentence());
  }

  static void write(Election election, JsonGenerator json) throws IOException {
    uplinks("carrying", election.carrying(), json);
    uplinks("standby", election.standby(), json);
    json.writeArrayFieldStart("excluded");
    for (Election.Excluded excluded : election.excluded()) {
      json.writeStartObject();
      json.writeStringField("uplink", excluded.uplink().name());
      json.writeStringField("cause", excluded.cause().wire());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("cause", election.cause().wire());
    considered(election.considered(), json);
    json.writeStringField("sentence", election.sentence());
  }

  /** Nothing where nothing is told of it, as in traces of before it was. */
  private static void considered(List<Election.Considered> considered, JsonGenerator json)
      throws IOException {
    if (considered.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("considered");
    for (Election.Considered one : considered) {
      json.writeStartObject();
      json.writeStringField("uplink", one.uplink().name());
      json.writeNumberField("weight", one.weight());
      evidence(one.evidence(), json);
      json.writeStringField("why", one.why());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void write(Blamed blamed, JsonGenerator json) throws IOException {
    json.writeStringField("uplink", blamed.uplink().name());
    json.writeStringField("target", blamed.target().name());
    json.writeBooleanField("bad", blamed.bad());
    json.writeStringField("sentence", blamed.sentence());
  }

  static void evidence(List<Figure> evidence, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("evidence");
    for (Figure figure : evidence) {
      json.writeStartObject();
      json.writeStringField("name", figure.name());
      // Plus zero: a negative zero is written as zero, so that both read back as the same.
      json.writeNumberField("value", figure.value() + 0.0);
      json.writeNumberField("limit", figure.limit() + 0.0);
      json.writeStringField("unit", figure.unit());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void write(Pace pace, JsonGenerator json) throws IOException {
    json.writeStringField("uplink", pace.uplink().name());
    json.writeStringField("tempo", pace.tempo().wire());
  }

  static void uplinks(String name, List<UplinkId> uplinks, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (UplinkId uplink : uplinks) {
      json.writeString(uplink.name());
    }
    json.writeEndArray();
  }

  static void address(String name, @Nullable InetAddress address, JsonGenerator json)
      throws IOException {
    if (address != null) {
      json.writeStringField(name, text(address));
    }
  }

  static String text(Prefix prefix) {
    return text(prefix.address()) + "/" + prefix.length();
  }

  /** Without the zone, which means nothing on another machine. */
  static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
