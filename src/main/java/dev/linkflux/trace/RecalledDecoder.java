package dev.linkflux.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.decision.Experience;
import dev.linkflux.decision.Penalty;
import dev.linkflux.decision.RecalledConsumption;
import dev.linkflux.decision.RecalledExperience;
import dev.linkflux.quality.RecalledFloor;
import dev.linkflux.server.RecalledConduct;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Decodes what was known before a restart; {@code what} says which it is. */
record RecalledDecoder(Names names) {
  /** Far more periods than a floor has. */
  private static final int MOST_PERIODS = 1000;

  void decode(Moment at, Fields line, Decoded into) throws Broken {
    try {
      switch (line.text("what")) {
        case "experience" ->
            into.input(
                at.nanos(),
                new RecalledExperience(
                    at,
                    uplink(line),
                    age(line),
                    new Experience(
                        line.figure("losses"),
                        line.figure("followed"),
                        line.number("answers"),
                        penalty(line))));
        case "consumption" ->
            into.input(
                at.nanos(),
                new RecalledConsumption(at, uplink(line), line.count("bytes"), line.wall("last")));
        case "floor" ->
            into.input(
                at.nanos(),
                new RecalledFloor(
                    at, uplink(line), names.target(line.text("target")), age(line), newest(line)));
        case "conduct" ->
            into.input(
                at.nanos(),
                new RecalledConduct(
                    at, names.server(line.text("server")), age(line), penalty(line)));
        default -> into.unknown();
      }
    } catch (IllegalArgumentException outOfRange) {
      throw new Broken(String.valueOf(outOfRange.getMessage()));
    }
  }

  private UplinkId uplink(Fields line) throws Broken {
    return names.uplink(line.text("uplink"));
  }

  private static Duration age(Fields line) throws Broken {
    return Duration.ofNanos(line.count("age"));
  }

  private static Penalty penalty(Fields line) throws Broken {
    return new Penalty(line.figure("penalty"), line.flag("suppressed"));
  }

  private static List<Long> newest(Fields line) throws Broken {
    List<Long> all = new ArrayList<>();
    for (JsonNode one : line.object().path("newest")) {
      if (!one.isIntegralNumber() || !one.canConvertToLong() || all.size() == MOST_PERIODS) {
        throw new Broken("newest: whole numbers expected");
      }
      all.add(Math.max(-1, one.longValue()));
    }
    return List.copyOf(all);
  }
}
