package dev.linkflux.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.probe.Observation;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Steered;
import java.io.IOException;

/** Writes the fields of what happens to the monitor; the counterpart of {@link InputDecoder}. */
final class InputFields {
  private InputFields() {}

  /** Which type of line an observation is. */
  static String type(Observation seen) {
    return switch (seen) {
      case Observation.Sent _ -> "sent";
      case Observation.Returned _ -> "replied";
      case Observation.Bounced _ -> "unreachable";
      case Observation.Withheld _ -> "notsent";
    };
  }

  static void write(Observation seen, JsonGenerator json) throws IOException {
    json.writeStringField("uplink", seen.id().uplink().name());
    json.writeStringField("target", seen.id().target().name());
    json.writeNumberField("seq", seen.id().sequence());
    switch (seen) {
      case Observation.Sent _ -> {}
      case Observation.Returned returned -> {
        json.writeNumberField("rtt", returned.rtt());
        if (returned.reflected() != Observation.Returned.UNTOLD) {
          json.writeNumberField("reflected", returned.reflected());
        }
      }
      case Observation.Bounced bounced -> {
        json.writeNumberField("icmpType", bounced.type());
        json.writeNumberField("icmpCode", bounced.code());
        OutputFields.address("reporter", bounced.reporter(), json);
        if (bounced.reason() != null) {
          json.writeStringField("reason", bounced.reason());
        }
      }
      case Observation.Withheld withheld -> json.writeStringField("reason", withheld.reason());
    }
  }

  static void write(LinkFacts facts, JsonGenerator json) throws IOException {
    json.writeStringField("uplink", facts.uplink().name());
    json.writeBooleanField("carrier", facts.carrier());
    json.writeBooleanField("up", facts.up());
    json.writeNumberField("index", facts.index());
    json.writeArrayFieldStart("addresses");
    for (var prefix : facts.addresses()) {
      json.writeString(OutputFields.text(prefix));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("gateways");
    for (var gateway : facts.gateways()) {
      json.writeString(OutputFields.text(gateway));
    }
    json.writeEndArray();
    json.writeBooleanField("pointToPoint", facts.pointToPoint());
  }

  /** Which type of line an answer is. */
  static String type(RouteAnswer answer) {
    return switch (answer) {
      case RouteAnswer.Applied _ -> "applied";
      case RouteAnswer.Refused _ -> "refused";
    };
  }

  static void write(RouteAnswer answer, JsonGenerator json) throws IOException {
    json.writeNumberField("generation", answer.generation());
    switch (answer) {
      case RouteAnswer.Applied applied -> {
        json.writeNumberField("changes", applied.changes());
        if (applied.flows() > 0) {
          json.writeNumberField("flows", applied.flows());
        }
      }
      case RouteAnswer.Refused refused -> json.writeStringField("reason", refused.reason());
    }
  }

  static void write(Configured now, JsonGenerator json) throws IOException {
    json.writeFieldName("config");
    json.writeTree(now.config());
  }

  /** Without {@code until} if it holds until something else is said. */
  static void write(Steered steered, JsonGenerator json) throws IOException {
    json.writeStringField("uplink", steered.uplink().name());
    json.writeStringField("steering", steered.steering().wire());
    if (!steered.until().equals(Moment.NEVER)) {
      json.writeNumberField("until", steered.until().nanos());
    }
  }
}
