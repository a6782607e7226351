package dev.linkflux.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Carried;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Observation;
import dev.linkflux.route.Drifted;
import dev.linkflux.route.Rivalled;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Recalled;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Used;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
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

  /**
   * What stands, repeated: who begins to read there knows it.
   *
   * @param at the moment of what comes behind it
   * @param standing as it was said
   */
  byte[] encode(Moment at, List<Event> standing) {
    return line(
        () -> {
          json.writeStartObject();
          json.writeStringField("type", "standing");
          json.writeNumberField("at", at.nanos());
          json.writeArrayFieldStart("events");
          for (Event event : standing) {
            write(event);
          }
          json.writeEndArray();
          json.writeEndObject();
          return true;
        });
  }

  private boolean write(Event event) throws IOException {
    switch (event) {
      case Observation seen -> {
        begin(InputFields.type(seen), event);
        InputFields.write(seen, json);
      }
      case LinkFacts facts -> {
        begin("link", event);
        InputFields.write(facts, json);
      }
      case Stalled stalled -> {
        begin("stalled", event);
        json.writeNumberField("until", stalled.until().nanos());
      }
      case Woken _ -> begin("woken", event);
      case Dated dated -> {
        begin("dated", event);
        json.writeStringField("wall", dated.wall().toString());
      }
      case Steered steered -> {
        begin("steered", event);
        InputFields.write(steered, json);
      }
      case Used used -> {
        begin("used", event);
        json.writeStringField("uplink", used.uplink().name());
        json.writeNumberField("bytes", used.bytes());
      }
      case Recalled then -> {
        begin("recalled", event);
        RecalledFields.write(then, json);
      }
      case Carried found -> {
        begin("carried", event);
        OutputFields.uplinks("uplinks", found.uplinks(), json);
      }
      case RouteAnswer answer -> {
        begin(InputFields.type(answer), event);
        InputFields.write(answer, json);
      }
      case Rivalled rivals -> {
        begin("rivalled", event);
        json.writeBooleanField("ipv4", rivals.ipv4());
        json.writeBooleanField("ipv6", rivals.ipv6());
      }
      case Drifted drifted -> {
        begin("drifted", event);
        json.writeStringField("what", drifted.what());
      }
      case Reconfigured now -> {
        begin("config", event);
        InputFields.write(Configured.of(now), json);
      }
      case Configured now -> {
        begin("config", event);
        InputFields.write(now, json);
      }
      case Gap gap -> {
        begin("gap", event);
        json.writeNumberField("lost", gap.lost());
      }
      case Transition transition -> {
        begin("transition", event);
        OutputFields.write(transition, json);
      }
      case Blamed blamed -> {
        begin("target", event);
        OutputFields.write(blamed, json);
      }
      case Election election -> {
        begin("election", event);
        OutputFields.write(election, json);
      }
      case RoutePlan plan -> {
        begin("plan", event);
        PlanFields.write(plan, json);
      }
      case Pace pace -> {
        begin("pace", event);
        OutputFields.write(pace, json);
      }
      default -> {
        String type = ServerFields.type(event);
        if (type == null) {
          return false;
        }
        begin(type, event);
        ServerFields.write(event, json);
      }
    }
    json.writeEndObject();
    return true;
  }

  private void begin(String type, Event event) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeNumberField("at", event.at().nanos());
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
