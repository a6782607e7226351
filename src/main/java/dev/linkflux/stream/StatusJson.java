package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Election;
import dev.linkflux.engine.Played;
import dev.linkflux.engine.WallClock;
import dev.linkflux.probe.Budget;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Target;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a status into JSON: the one place that knows the fields of {@code /api/v1/status}. */
final class StatusJson {
  private final WallClock clock;
  private final Service service;
  private final Supplier<@Nullable String> besides;
  private final ServerStatusJson servers;

  /** One whose shadow is the one that the service has started with. */
  StatusJson(WallClock clock, Service service) {
    this(clock, service, service::shadow);
  }

  /**
   * @param besides the name of the configuration that runs beside the live one, or null
   */
  StatusJson(WallClock clock, Service service, Supplier<@Nullable String> besides) {
    this.besides = besides;
    this.clock = clock;
    this.service = service;
    servers = new ServerStatusJson(clock);
  }

  /**
   * @param id the number of the newest event: a stream that is asked for what comes after it
   *     continues this status without a gap
   * @param events how many events have been told since the start
   */
  byte[] write(Status status, long id, long events) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("summary", Standings.summary(status, clock));
          uplinks(json, status);
          election(json, status);
          shadow(json, status.shadow());
          PlanJson.status(json, status.routes(), clock, service.observe());
          servers.list(json, status.servers());
          DemandsJson.write(json, status.settings().demands());
          Played played = status.played();
          if (played != null) {
            json.writeObjectFieldStart("clock");
            json.writeStringField("now", Json.at(clock, status.now()));
            PlayedJson.fields(json, played);
            json.writeEndObject();
          }
          json.writeStringField("at", Json.at(clock, status.now()));
          json.writeStringField("since", Json.at(clock, Moment.ZERO));
          json.writeStringField("version", service.version());
          json.writeBooleanField("observe", service.observe());
          json.writeNumberField("events", events);
          json.writeNumberField("id", id);
          json.writeEndObject();
        });
  }

  /** All uplinks, and nothing else. */
  byte[] uplinks(Status status) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          uplinks(json, status);
          json.writeEndObject();
        });
  }

  private void uplinks(JsonGenerator json, Status status) throws IOException {
    json.writeArrayFieldStart("uplinks");
    for (UplinkStatus uplink : status.uplinks()) {
      json.writeStartObject();
      uplink(json, uplink, status);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** One uplink as it stands in the whole, with the limits that it is held against. */
  byte[] write(Status status, UplinkStatus uplink) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          uplink(json, uplink, status);
          DemandsJson.write(json, status.settings().demands());
          json.writeEndObject();
        });
  }

  private void election(JsonGenerator json, Status status) throws IOException {
    Json.names(json, "carrying", status.carrying());
    json.writeStringField("carrying_since", Json.at(clock, status.carryingSince()));
    Election election = status.election();
    Json.names(json, "standby", election == null ? List.of() : election.standby());
    if (election != null) {
      DecisionJson.excluded(json, election);
      DecisionJson.considered(json, election);
      json.writeStringField("cause", election.cause().wire());
      json.writeStringField("sentence", election.sentence());
    }
  }

  private void shadow(JsonGenerator json, ShadowStatus shadow) throws IOException {
    String name = besides.get();
    if (name != null) {
      json.writeObjectFieldStart("shadow");
      json.writeStringField("config", name);
      Json.names(json, "carrying", shadow.carrying());
      json.writeNumberField("switches", shadow.switches());
      json.writeEndObject();
    }
  }

  /** Its fields, into an object that is open. */
  private void uplink(JsonGenerator json, UplinkStatus it, Status status) throws IOException {
    json.writeStringField("name", it.uplink().name());
    json.writeStringField("state", it.state().wire());
    json.writeStringField("cause", it.cause().wire());
    json.writeStringField("since", Json.at(clock, it.since()));
    json.writeBooleanField("carrying", status.carrying().contains(it.uplink().id()));
    json.writeNumberField("tier", it.uplink().tier());
    json.writeNumberField("weight", it.uplink().weight());
    json.writeStringField("device", it.uplink().device());
    json.writeStringField("sentence", it.sentence());
    json.writeStringField("pace", it.tempo().wire());
    steering(json, it, status);
    considered(json, status.considered(it.uplink().id()));
    targets(json, it, status);
    if (it.hasQuota()) {
      json.writeObjectFieldStart("quota");
      json.writeNumberField("bytes", it.uplink().quota());
      json.writeNumberField("used", status.used(it.uplink().id()));
      json.writeEndObject();
    }
    budget(json, service.instruments().account(it.uplink().id()));
    facts(json, it.facts());
    Quality quality = it.quality();
    if (quality == null) {
      json.writeNullField("quality");
    } else {
      json.writeObjectFieldStart("quality");
      Json.quality(json, quality);
      json.writeEndObject();
    }
  }

  private void steering(JsonGenerator json, UplinkStatus it, Status status) throws IOException {
    Steering now = it.steering(status.now());
    json.writeStringField("steering", now.wire());
    Steered word = it.steered();
    if (word != null && now != Steering.AUTO && !word.until().equals(Moment.NEVER)) {
      json.writeStringField("steering_until", Json.at(clock, word.until()));
    }
  }

  private static void considered(JsonGenerator json, Election.@Nullable Considered it)
      throws IOException {
    if (it != null) {
      json.writeNumberField("share", it.weight());
      json.writeStringField("why", it.why());
    }
  }

  private void targets(JsonGenerator json, UplinkStatus it, Status status) throws IOException {
    json.writeArrayFieldStart("targets");
    for (Target target : status.settings().targets()) {
      Blamed blamed = it.bad().get(target.id());
      json.writeStartObject();
      json.writeStringField("name", target.name());
      json.writeBooleanField("bad", blamed != null);
      if (blamed != null) {
        json.writeStringField("since", Json.at(clock, blamed.at()));
        json.writeStringField("sentence", blamed.sentence());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void budget(JsonGenerator json, Budget.@Nullable Account account)
      throws IOException {
    if (account != null) {
      json.writeObjectFieldStart("budget");
      json.writeNumberField("bytes", account.bytes());
      json.writeNumberField("used", account.used());
      json.writeNumberField("left", account.left());
      json.writeNumberField("reserve", account.reserve());
      json.writeEndObject();
    }
  }

  private static void facts(JsonGenerator json, @Nullable LinkFacts facts) throws IOException {
    if (facts == null) {
      json.writeNullField("carrier");
      return;
    }
    json.writeBooleanField("carrier", facts.carrier());
    Json.names(json, "addresses", facts.addresses());
    Json.names(json, "gateways", facts.gateways().stream().map(it -> it.getHostAddress()).toList());
  }
}
