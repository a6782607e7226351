package dev.linkflux.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.decision.Experience;
import dev.linkflux.decision.Penalty;
import dev.linkflux.uplink.Steering;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory as a document: {@code {"version":1,"memory":[{"what":…,"name":…,"at":…,…},…]}}. Of
 * what a later version adds nothing is lost but that itself.
 */
final class MemoryJson {
  static final int VERSION = 1;

  /** A document that is none; the message says why. */
  static final class Unusable extends IOException {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }

  private static final JsonMapper JSON = new JsonMapper();

  private MemoryJson() {}

  static byte[] bytes(List<Memory> all) {
    ObjectNode root = JSON.createObjectNode().put("version", VERSION);
    ArrayNode list = root.putArray("memory");
    all.forEach(one -> write(one, list.addObject()));
    return (root.toPrettyString() + "\n").getBytes(UTF_8);
  }

  private static void write(Memory memory, ObjectNode to) {
    String what =
        switch (memory) {
          case Memory.Taught _ -> "experience";
          case Memory.Lowest _ -> "floor";
          case Memory.Ordered _ -> "order";
          case Memory.Counted _ -> "consumption";
          case Memory.Spent _ -> "budget";
          case Memory.Conducted _ -> "conduct";
          case Memory.Wanted _ -> "appointed";
        };
    to.put("what", what).put("name", memory.name()).put("at", memory.at().toString());
    switch (memory) {
      case Memory.Taught it -> {
        Experience known = it.experience();
        to.put("losses", known.losses()).put("followed", known.followed());
        to.put("answers", known.answers());
        write(known.penalty(), to);
      }
      case Memory.Lowest it -> numbers(it.newest(), to.put("target", it.target()).putArray("rtt"));
      case Memory.Ordered it -> {
        to.put("steering", it.steering().wire());
        if (it.until() != null) {
          to.put("until", it.until().toString());
        }
      }
      case Memory.Counted it -> to.put("bytes", it.bytes());
      case Memory.Spent it -> {
        to.put("level", it.level()).put("cost", it.cost());
        numbers(it.days(), to.put("day", it.dayBegan().toString()).putArray("days"));
      }
      case Memory.Conducted it -> write(it.penalty(), to);
      case Memory.Wanted _ -> {}
    }
  }

  private static void write(Penalty penalty, ObjectNode to) {
    to.put("penalty", penalty.amount()).put("suppressed", penalty.suppressed());
  }

  private static void numbers(List<Long> all, ArrayNode to) {
    all.forEach(to::add);
  }

  /**
   * What stands in a document; what is of no kind that is known is left out.
   *
   * @throws Unusable if it is none, or of another version
   */
  static List<Memory> read(byte[] bytes) throws Unusable {
    try {
      JsonNode root = JSON.readTree(bytes);
      JsonNode version = root.path("version");
      if (!version.isInt() || !root.path("memory").isArray()) {
        throw new Unusable("it is damaged: no version, or no memory");
      }
      if (version.intValue() != VERSION) {
        throw new Unusable("it is of version " + version + ", and this linkflux reads " + VERSION);
      }
      List<Memory> all = new ArrayList<>();
      for (JsonNode one : root.path("memory")) {
        read(new MemoryFields(one), all);
      }
      return all;
    } catch (Unusable unusable) {
      throw unusable;
    } catch (IOException | RuntimeException damage) {
      throw new Unusable("it is damaged: " + firstLine(damage));
    }
  }

  private static String firstLine(Exception damage) {
    return String.valueOf(damage.getMessage()).lines().findFirst().orElse("no message");
  }

  private static void read(MemoryFields from, List<Memory> all) {
    switch (from.text("what")) {
      case "experience" ->
          all.add(
              new Memory.Taught(
                  from.wall("at"),
                  from.text("name"),
                  new Experience(
                      from.figure("losses"),
                      from.figure("followed"),
                      (int) Math.min(from.count("answers"), Integer.MAX_VALUE),
                      penalty(from))));
      case "floor" ->
          all.add(
              new Memory.Lowest(
                  from.wall("at"),
                  from.text("name"),
                  from.text("target"),
                  from.numbers("rtt", -1)));
      case "order" ->
          all.add(
              new Memory.Ordered(
                  from.wall("at"),
                  from.text("name"),
                  steering(from.text("steering")),
                  from.has("until") ? from.wall("until") : null));
      case "consumption" ->
          all.add(new Memory.Counted(from.wall("at"), from.text("name"), from.count("bytes")));
      case "budget" ->
          all.add(
              new Memory.Spent(
                  from.wall("at"),
                  from.text("name"),
                  from.figure("level"),
                  from.figure("cost"),
                  from.wall("day"),
                  from.numbers("days", 0)));
      case "conduct" ->
          all.add(new Memory.Conducted(from.wall("at"), from.text("name"), penalty(from)));
      case "appointed" -> all.add(new Memory.Wanted(from.wall("at"), from.text("name")));
      default -> {}
    }
  }

  private static Penalty penalty(MemoryFields from) {
    return new Penalty(from.figure("penalty"), from.flag("suppressed"));
  }

  private static Steering steering(String wire) {
    for (Steering steering : Steering.values()) {
      if (steering.wire().equals(wire)) {
        return steering;
      }
    }
    throw new IllegalArgumentException("steering: " + wire);
  }
}
