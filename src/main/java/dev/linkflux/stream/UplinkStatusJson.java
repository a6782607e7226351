package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Election;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.WallClock;
import dev.linkflux.probe.Budget;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Target;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Puts the uplinks of a status into JSON: the one place that knows the fields of an uplink in
 * {@code /api/v1/status} and {@code /api/v1/uplinks}.
 */
final class UplinkStatusJson {
  private final WallClock clock;
  private final Instruments instruments;

  /**
   * @param instruments know what an uplink may still send
   */
  UplinkStatusJson(WallClock clock, Instruments instruments) {
    this.clock = clock;
    this.instruments = instruments;
  }

  /** All of them, as a field of an object that is open. */
  void list(JsonGenerator json, Status status) throws IOException {
    json.writeArrayFieldStart("uplinks");
    for (UplinkStatus uplink : status.uplinks()) {
      json.writeStartObject();
      fields(json, uplink, status);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The fields of one, into an object that is open. */
  void fields(JsonGenerator json, UplinkStatus it, Status status) throws IOException {
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
    budget(json, instruments.account(it.uplink().id()));
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
