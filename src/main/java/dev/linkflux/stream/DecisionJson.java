package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Figure;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.WallClock;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Steered;
import java.io.IOException;
import java.util.List;

/** The fields of what is decided, by the monitor or by its operator. */
final class DecisionJson {
  private DecisionJson() {}

  static void transition(JsonGenerator json, Transition transition) throws IOException {
    json.writeStringField("uplink", transition.uplink().name());
    json.writeStringField("from", transition.from().wire());
    json.writeStringField("to", transition.to().wire());
    json.writeStringField("cause", transition.cause().wire());
    evidence(json, transition.evidence());
    json.writeStringField("sentence", transition.sentence());
  }

  static void election(JsonGenerator json, Election election) throws IOException {
    Json.names(json, "carrying", election.carrying());
    Json.names(json, "standby", election.standby());
    excluded(json, election);
    considered(json, election);
    json.writeStringField("cause", election.cause().wire());
    json.writeStringField("sentence", election.sentence());
  }

  /** Who may not carry, and why. */
  static void excluded(JsonGenerator json, Election election) throws IOException {
    json.writeArrayFieldStart("excluded");
    for (Election.Excluded excluded : election.excluded()) {
      json.writeStartObject();
      json.writeStringField("uplink", excluded.uplink().name());
      json.writeStringField("cause", excluded.cause().wire());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** What became of each uplink, and why. */
  static void considered(JsonGenerator json, Election election) throws IOException {
    json.writeArrayFieldStart("considered");
    for (Election.Considered considered : election.considered()) {
      json.writeStartObject();
      json.writeStringField("uplink", considered.uplink().name());
      json.writeNumberField("weight", considered.weight());
      evidence(json, considered.evidence());
      json.writeStringField("why", considered.why());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void blamed(JsonGenerator json, Blamed blamed) throws IOException {
    json.writeStringField("uplink", blamed.uplink().name());
    json.writeStringField("target", blamed.target().name());
    json.writeBooleanField("bad", blamed.bad());
    json.writeStringField("sentence", blamed.sentence());
  }

  static void steered(JsonGenerator json, Steered steered, WallClock clock) throws IOException {
    String order = "the operator orders: " + steered.steering().wire() + " " + steered.uplink();
    json.writeStringField("uplink", steered.uplink().name());
    json.writeStringField("steering", steered.steering().wire());
    if (steered.until().equals(Moment.NEVER)) {
      json.writeNullField("until");
      json.writeStringField("sentence", order);
    } else {
      String until = Json.at(clock, steered.until());
      json.writeStringField("until", until);
      json.writeStringField("sentence", order + " until " + until);
    }
  }

  static void evidence(JsonGenerator json, List<Figure> evidence) throws IOException {
    json.writeArrayFieldStart("evidence");
    for (Figure figure : evidence) {
      json.writeStartObject();
      json.writeStringField("name", figure.name());
      Json.decimal(json, "value", figure.value());
      Json.decimal(json, "limit", figure.limit());
      json.writeStringField("unit", figure.unit());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
