package dev.linkflux.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.decision.Carried;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Observation;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LinkFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes events as lines of a trace. It belongs to one owner: not thread safe. */
public final class LineEncoder {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DateTimeFormatter WALL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
  private final JsonGenerator json = generator();

  /**
   * One event.
   *
   * @return the line with its end, or nothing (length 0) if events of that kind are not recorded:
   *     what follows from others, such as outcomes and qualities
   */
  public byte[] encode(Event event) {
    return line(() -> write(event));
  }

  /** The first line of a file. */
  public byte[] encode(Header header) {
    return line(
        () -> {
          json.writeStartObject();
          json.writeStringField("type", "header");
          json.writeStringField("format", Header.FORMAT);
          json.writeNumberField("version", Header.VERSION);
          json.writeStringField("wall", WALL.format(header.wall()));
          if (header.began().nanos() > 0) {
            json.writeNumberField("began", header.began().nanos());
          }
          json.writeFieldName("config");
          json.writeTree(header.config());
          json.writeEndObject();
          return true;
        });
  }

  private boolean write(Event event) throws IOException {
    switch (event) {
      case Observation seen -> observation(seen);
      case LinkFacts facts -> link(facts);
      case Stalled stalled -> {
        begin("stalled", event);
        json.writeNumberField("until", stalled.until().nanos());
      }
      case Woken _ -> begin("woken", event);
      case Carried found -> {
        begin("carried", event);
        OutputFields.uplinks("uplinks", found.uplinks(), json);
      }
      case RouteAnswer answer -> answer(answer);
      case Gap gap -> {
        begin("gap", event);
        json.writeNumberField("lost", gap.lost());
      }
      case Transition transition -> {
        begin("transition", event);
        OutputFields.write(transition, json);
      }
      case Election election -> {
        begin("election", event);
        OutputFields.write(election, json);
      }
      case RoutePlan plan -> {
        begin("plan", event);
        OutputFields.write(plan, json);
      }
      case Pace pace -> {
        begin("pace", event);
        OutputFields.write(pace, json);
      }
      default -> {
        return false;
      }
    }
    json.writeEndObject();
    return true;
  }

  private void observation(Observation seen) throws IOException {
    switch (seen) {
      case Observation.Sent _ -> probe("sent", seen);
      case Observation.Returned returned -> {
        probe("replied", seen);
        json.writeNumberField("rtt", returned.rtt());
        if (returned.reflected() != Observation.Returned.UNTOLD) {
          json.writeNumberField("reflected", returned.reflected());
        }
      }
      case Observation.Bounced bounced -> {
        probe("unreachable", seen);
        json.writeNumberField("icmpType", bounced.type());
        json.writeNumberField("icmpCode", bounced.code());
        OutputFields.address("reporter", bounced.reporter(), json);
        if (bounced.reason() != null) {
          json.writeStringField("reason", bounced.reason());
        }
      }
      case Observation.Withheld withheld -> {
        probe("notsent", seen);
        json.writeStringField("reason", withheld.reason());
      }
    }
  }

  private void link(LinkFacts facts) throws IOException {
    begin("link", facts);
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

  private void answer(RouteAnswer answer) throws IOException {
    begin(answer instanceof RouteAnswer.Applied ? "applied" : "refused", answer);
    json.writeNumberField("generation", answer.generation());
    switch (answer) {
      case RouteAnswer.Applied applied -> json.writeNumberField("changes", applied.changes());
      case RouteAnswer.Refused refused -> json.writeStringField("reason", refused.reason());
    }
  }

  private void begin(String type, Event event) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeNumberField("at", event.at().nanos());
  }

  private void probe(String type, Observation seen) throws IOException {
    begin(type, seen);
    json.writeStringField("uplink", seen.id().uplink().name());
    json.writeStringField("target", seen.id().target().name());
    json.writeNumberField("seq", seen.id().sequence());
  }

  private interface Writing {
    boolean run() throws IOException;
  }

  private byte[] line(Writing writing) {
    buffer.reset();
    try {
      if (writing.run()) {
        json.writeRaw('\n');
        json.flush();
      }
      return buffer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory always takes", e);
    }
  }

  private JsonGenerator generator() {
    try {
      return MAPPER
          .getFactory()
          .createGenerator(buffer)
          .setRootValueSeparator(new SerializedString(""));
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory always takes", e);
    }
  }
}
