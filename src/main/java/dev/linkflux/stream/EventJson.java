package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Shadowed;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.Played;
import dev.linkflux.engine.Trouble;
import dev.linkflux.engine.WallClock;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Outcome;
import dev.linkflux.quality.Quality;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.stream.store.LogNews;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Steered;
import java.io.IOException;

/** Puts an event into JSON: the one place that knows the fields on the wire. */
final class EventJson {
  private final WallClock clock;
  private final Service service;

  EventJson(WallClock clock, Service service) {
    this.clock = clock;
    this.service = service;
  }

  /** One object on one line. */
  byte[] write(long id, Kind kind, Event event) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("type", kind.wire());
          json.writeNumberField("id", id);
          json.writeStringField("at", Json.at(clock, event.at()));
          fields(json, event);
          json.writeEndObject();
        });
  }

  private void fields(JsonGenerator json, Event event) throws IOException {
    switch (event) {
      case Outcome outcome -> outcome(json, outcome);
      case Quality quality -> {
        json.writeStringField("uplink", quality.uplink().name());
        Json.quality(json, quality);
      }
      case Transition transition -> DecisionJson.transition(json, transition);
      case Election election -> DecisionJson.election(json, election);
      case Blamed blamed -> DecisionJson.blamed(json, blamed);
      case Steered steered -> DecisionJson.steered(json, steered, clock);
      case Shadowed shadowed -> shadowed(json, shadowed);
      case Reconfigured it -> ReloadJson.event(json, it);
      case Located located -> ServerJson.located(json, located);
      case Appointed appointed -> ServerJson.appointed(json, appointed);
      case ServerVerdict verdict -> ServerJson.verdict(json, verdict);
      case ServerTransition it -> ServerJson.transition(json, it);
      case ServerElection it -> ServerJson.election(json, it);
      case RoutePlan plan -> PlanJson.plan(json, plan, null);
      case Repaired(RoutePlan plan, var repair) -> PlanJson.plan(json, plan, repair);
      case RouteAnswer answer -> PlanJson.answer(json, answer);
      case Stalled stalled -> {
        json.writeStringField("what", "stalled");
        json.writeStringField("until", Json.at(clock, stalled.until()));
        Json.millis(json, "for_ms", stalled.until().since(stalled.at()).toNanos());
      }
      case Trouble trouble -> {
        json.writeStringField("what", "trouble");
        json.writeStringField("source", trouble.source());
        json.writeStringField("reason", trouble.reason());
      }
      case Played played -> {
        json.writeStringField("what", "replay");
        PlayedJson.fields(json, played);
      }
      case Selfhood.Started _ -> {
        json.writeStringField("what", "started");
        json.writeStringField("version", service.version());
        json.writeBooleanField("observe", service.observe());
      }
      case Selfhood.Overflowed overflowed -> {
        json.writeStringField("what", "overflowed");
        json.writeNumberField("missed", overflowed.missed());
      }
      case Selfhood.Logged(_, LogNews.Broken broken) -> {
        json.writeStringField("what", "trouble");
        json.writeStringField("source", "event log");
        json.writeStringField("reason", broken.sentence());
      }
      case Selfhood.Logged(_, LogNews.Mended mended) -> {
        json.writeStringField("what", "mended");
        json.writeStringField("source", "event log");
        json.writeNumberField("missed", mended.lost());
        json.writeStringField("sentence", mended.sentence());
      }
      default -> throw new IllegalArgumentException("not told on the stream: " + event);
    }
  }

  private void outcome(JsonGenerator json, Outcome outcome) throws IOException {
    json.writeStringField("uplink", outcome.id().uplink().name());
    json.writeStringField("target", outcome.id().target().name());
    json.writeNumberField("seq", outcome.id().sequence());
    switch (outcome) {
      case Outcome.Replied replied -> {
        json.writeStringField("outcome", "Replied");
        Json.millis(json, "rtt_ms", replied.rtt());
        json.writeBooleanField("late", replied.promptness() == Outcome.Promptness.LATE);
      }
      case Outcome.TimedOut _ -> unanswered(json, "TimedOut");
      case Outcome.Unreachable unreachable -> {
        unanswered(json, "Unreachable");
        if (unreachable.type() != Observation.Bounced.NO_ICMP) {
          json.writeNumberField("icmp_type", unreachable.type());
          json.writeNumberField("icmp_code", unreachable.code());
        }
        if (unreachable.reporter() != null) {
          json.writeStringField("reporter", unreachable.reporter().getHostAddress());
        }
        if (unreachable.reason() != null) {
          json.writeStringField("reason", unreachable.reason());
        }
      }
      case Outcome.NotSent notSent -> {
        unanswered(json, "NotSent");
        json.writeStringField("reason", notSent.reason());
      }
    }
  }

  private static void unanswered(JsonGenerator json, String outcome) throws IOException {
    json.writeStringField("outcome", outcome);
    json.writeNullField("rtt_ms");
    json.writeBooleanField("late", false);
  }

  /** As the decision itself is told, but for its number: it has none of its own. */
  private void shadowed(JsonGenerator json, Shadowed shadowed) throws IOException {
    json.writeStringField("config", service.shadow());
    json.writeObjectFieldStart("decision");
    Kind kind = Kind.of(shadowed.decision());
    json.writeStringField("type", kind == null ? null : kind.wire());
    json.writeStringField("at", Json.at(clock, shadowed.decision().at()));
    fields(json, shadowed.decision());
    json.writeEndObject();
  }
}
