package dev.linkflux.notify;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import java.io.IOException;

/** A notice as one JSON object, with the fields that its event has on the event stream. */
final class NoticeJson {
  private NoticeJson() {}

  static byte[] bytes(Notice notice) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("type", Words.type(notice.on()));
          json.writeStringField("id", notice.id());
          json.writeStringField("at", Json.at(notice.at()));
          fields(json, notice.subject());
          json.writeEndObject();
        });
  }

  private static void fields(JsonGenerator json, Subject subject) throws IOException {
    switch (subject) {
      case Subject.OfUplink(Transition transition, _, _) -> transition(json, transition);
      case Subject.OfTraffic(Election election, _) -> election(json, election);
      case Subject.OfServer(ServerTransition transition, _) -> server(json, transition);
      case Subject.InUse(ServerElection election, _, _) -> {
        json.writeStringField("server", election.active().name());
        json.writeStringField("what", Words.what(subject));
        json.writeStringField("active", election.active().name());
        json.writeStringField("cause", election.cause());
        json.writeStringField("sentence", election.sentence());
      }
      case Subject.Moved(Located located, _) -> located(json, located);
    }
  }

  private static void transition(JsonGenerator json, Transition transition) throws IOException {
    json.writeStringField("uplink", transition.uplink().name());
    json.writeStringField("from", transition.from().wire());
    json.writeStringField("to", transition.to().wire());
    json.writeStringField("cause", transition.cause().wire());
    Json.evidence(json, transition.evidence());
    json.writeStringField("sentence", transition.sentence());
  }

  private static void election(JsonGenerator json, Election election) throws IOException {
    Json.names(json, "carrying", election.carrying());
    Json.names(json, "standby", election.standby());
    json.writeArrayFieldStart("excluded");
    for (Election.Excluded excluded : election.excluded()) {
      json.writeStartObject();
      json.writeStringField("uplink", excluded.uplink().name());
      json.writeStringField("cause", excluded.cause().wire());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("considered");
    for (Election.Considered considered : election.considered()) {
      json.writeStartObject();
      json.writeStringField("uplink", considered.uplink().name());
      json.writeNumberField("weight", considered.weight());
      Json.evidence(json, considered.evidence());
      json.writeStringField("why", considered.why());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("cause", election.cause().wire());
    json.writeStringField("sentence", election.sentence());
  }

  private static void server(JsonGenerator json, ServerTransition transition) throws IOException {
    json.writeStringField("server", transition.server().name());
    json.writeStringField("what", Words.TRANSITION);
    json.writeStringField("from", transition.from().wire());
    json.writeStringField("to", transition.to().wire());
    json.writeStringField("cause", transition.cause());
    Json.evidence(json, transition.evidence());
    json.writeStringField("sentence", transition.sentence());
    json.writeStringField("hint", transition.hint());
  }

  private static void located(JsonGenerator json, Located located) throws IOException {
    Breach dns = located.dns();
    json.writeStringField("server", located.server().name());
    json.writeStringField("what", Words.LOCATED);
    Json.addresses(json, "addresses", located.addresses());
    json.writeBooleanField("stale", located.stale());
    json.writeStringField("rung", dns == null ? null : dns.rung().wire());
    json.writeStringField("detail", dns == null ? null : dns.detail());
    json.writeStringField("sentence", Words.sentence(located));
  }
}
