package dev.linkflux.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.decision.Carried;
import dev.linkflux.route.Drifted;
import dev.linkflux.route.Rivalled;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Decodes any line of a trace, its keys in any order. */
final class LineDecoder {
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final Names names;
  private final Shift shift;
  private final KnownLinks links;
  private final InputDecoder inputs;
  private final OutputDecoder outputs;
  private final PlanDecoder plans;
  private final ServerDecoder servers;
  private final RecalledDecoder recalled;

  LineDecoder(Names names, Shift shift) {
    this.names = names;
    this.shift = shift;
    links = new KnownLinks(names);
    inputs = new InputDecoder(names, shift);
    outputs = new OutputDecoder(names);
    plans = new PlanDecoder(names);
    servers = new ServerDecoder(names);
    recalled = new RecalledDecoder(names);
  }

  /** Decodes one line; of one that is broken nothing is handed on. */
  void decode(byte[] bytes, int from, int to, Decoded into) throws Broken {
    Fields line = new Fields(parse(bytes, from, to));
    if (!line.object().isObject()) {
      throw new Broken("a JSON object expected");
    }
    if (!line.has("type") && line.has("t")) {
      bare(line, into);
      return;
    }
    event(line, into);
  }

  private void event(Fields line, Decoded into) throws Broken {
    switch (line.text("type")) {
      case "standing" -> standing(line, into);
      case "header" -> into.header(header(line));
      case "sent" -> input(inputs.sent(at(line), line), into);
      case "replied" -> input(inputs.replied(at(line), line), into);
      case "unreachable" -> input(inputs.unreachable(at(line), line), into);
      case "notsent" -> input(inputs.notSent(at(line), line), into);
      case "link" -> input(links.next(at(line), line), into);
      case "stalled" -> input(new Stalled(at(line), shift.moment(line.count("until"))), into);
      case "woken" -> input(new Woken(at(line)), into);
      case "config" -> input(inputs.configured(at(line), line), into);
      case "dated" -> input(new Dated(at(line), line.wall("wall")), into);
      case "steered" -> input(inputs.steered(at(line), line), into);
      case "used" -> input(inputs.used(at(line), line), into);
      case "recalled" -> recalled.decode(at(line), line, into);
      case "carried" -> input(new Carried(at(line), outputs.uplinks(line, "uplinks")), into);
      case "applied" -> input(inputs.applied(at(line), line), into);
      case "refused" -> input(inputs.refused(at(line), line), into);
      case "rivalled" -> input(new Rivalled(at(line), line.flag("ipv4"), line.flag("ipv6")), into);
      case "drifted" -> input(new Drifted(at(line), line.text("what")), into);
      case "gap" -> input(new Gap(at(line), line.count("lost")), into);
      case "located" -> input(servers.located(at(line), line), into);
      case "checked" -> input(servers.checked(at(line), line), into);
      case "appointed" -> input(servers.appointed(at(line), line), into);
      case "remembered" -> input(servers.remembered(at(line), line), into);
      case "server" -> servers.decided(at(line), line, into);
      case "transition" -> into.output(outputs.transition(at(line), line));
      case "target" -> into.output(outputs.blamed(at(line), line));
      case "election" -> into.output(outputs.election(at(line), line));
      case "plan" -> into.output(plans.plan(at(line), line));
      case "pace" -> into.output(outputs.pace(at(line), line));
      default -> into.unknown();
    }
  }

  /** All that stands was an input once. */
  private void standing(Fields line, Decoded into) throws Broken {
    Standing said = new Standing();
    Decoded inner = new OnlyInputs(said::learn);
    for (JsonNode event : line.object().path("events")) {
      if (event.path("type").asText().equals("standing")) {
        throw new Broken("what stands within what stands");
      }
      event(new Fields(event), inner);
    }
    said.asSaid().forEach(into::standing);
  }

  private static JsonNode parse(byte[] bytes, int from, int to) throws Broken {
    try {
      return READER.readTree(bytes, from, to - from);
    } catch (JsonProcessingException e) {
      throw new Broken("not JSON: " + e.getOriginalMessage());
    } catch (IOException | NumberFormatException e) { // the latter of a monstrous exponent
      throw new Broken("not JSON: " + e.getMessage());
    }
  }

  private static void input(Event event, Decoded into) throws Broken {
    into.input(event.at().nanos(), event);
  }

  private Moment at(Fields line) throws Broken {
    return shift.moment(line.count("at"));
  }

  private void bare(Fields line, Decoded into) throws Broken {
    if (!line.object().has("rtt_ms")) {
      throw new Broken("rtt_ms: a number or null expected");
    }
    long sent = line.scaled("t", 9, BareLog.FARTHEST);
    long rtt = line.has("rtt_ms") ? line.scaled("rtt_ms", 6, BareLog.LONGEST) : Decoded.LOST;
    if (line.has("rtt_ms") && rtt < 0) {
      throw new Broken("rtt_ms: negative");
    }
    String uplink = line.text("link");
    into.bare(sent, names.uplink(uplink), names.target(line.text("target")), rtt);
  }

  /** The header that a line is; null if it is another line. */
  static @Nullable Header header(byte[] bytes, int from, int to) throws Broken {
    Fields line = new Fields(parse(bytes, from, to));
    return line.object().path("type").asText().equals("header") ? header(line) : null;
  }

  private static Header header(Fields line) throws Broken {
    if (!line.object().path("format").asText().equals(Header.FORMAT)) {
      throw Broken.whole("not a " + Header.FORMAT);
    }
    JsonNode version = line.object().path("version");
    if (!version.isIntegralNumber() || version.asLong() != Header.VERSION) {
      throw Broken.whole(
          "is a trace of version %s; this linkflux reads version %d"
              .formatted(version.asText(), Header.VERSION));
    }
    JsonNode config = line.object().path("config");
    return new Header(
        line.wall("wall"),
        config.isObject() ? config : JsonNodeFactory.instance.objectNode(),
        line.has("began") ? new Moment(line.count("began")) : Moment.ZERO);
  }
}
