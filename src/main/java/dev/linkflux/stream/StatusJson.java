package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.decision.Election;
import dev.linkflux.engine.Played;
import dev.linkflux.engine.WallClock;
import dev.linkflux.time.Moment;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a status into JSON: the one place that knows the fields of {@code /api/v1/status}, but for
 * those of an {@link UplinkStatusJson uplink} and of a {@link ServerStatusJson server}.
 */
final class StatusJson {
  private final WallClock clock;
  private final Service service;
  private final Supplier<@Nullable String> besides;
  private final UplinkStatusJson uplinks;
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
    uplinks = new UplinkStatusJson(clock, service.instruments());
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
          uplinks.list(json, status);
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
          uplinks.list(json, status);
          json.writeEndObject();
        });
  }

  /** One uplink as it stands in the whole, with the limits that it is held against. */
  byte[] write(Status status, UplinkStatus uplink) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          uplinks.fields(json, uplink, status);
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
}
