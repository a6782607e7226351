package dev.linkflux.trace;

import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Figure;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.List;

/** Decodes what was decided when a trace was recorded. */
record OutputDecoder(Names names) {
  Transition transition(Moment at, Fields line) throws Broken {
    return new Transition(
        at,
        uplink(line),
        state(line, "from"),
        state(line, "to"),
        cause(line),
        evidence(line),
        line.text("sentence"));
  }

  Election election(Moment at, Fields line) throws Broken {
    List<Election.Excluded> excluded = new ArrayList<>();
    for (Fields one : line.objects("excluded")) {
      excluded.add(new Election.Excluded(uplink(one), cause(one)));
    }
    return new Election(
        at,
        uplinks(line, "carrying"),
        uplinks(line, "standby"),
        excluded,
        cause(line),
        considered(line),
        line.text("sentence"));
  }

  /** Traces of before it was told are without it. */
  private List<Election.Considered> considered(Fields line) throws Broken {
    List<Election.Considered> considered = new ArrayList<>();
    if (line.has("considered")) {
      for (Fields one : line.objects("considered")) {
        considered.add(
            new Election.Considered(
                uplink(one), one.number("weight"), evidence(one), one.text("why")));
      }
    }
    return considered;
  }

  Blamed blamed(Moment at, Fields line) throws Broken {
    return new Blamed(
        at,
        uplink(line),
        names.target(line.text("target")),
        line.flag("bad"),
        line.text("sentence"));
  }

  static List<Figure> evidence(Fields line) throws Broken {
    List<Figure> evidence = new ArrayList<>();
    for (Fields figure : line.objects("evidence")) {
      evidence.add(
          new Figure(
              figure.text("name"),
              figure.figure("value"),
              figure.figure("limit"),
              figure.text("unit")));
    }
    return evidence;
  }

  Pace pace(Moment at, Fields line) throws Broken {
    return new Pace(at, uplink(line), tempo(line));
  }

  private static Tempo tempo(Fields line) throws Broken {
    String wire = line.text("tempo");
    for (Tempo tempo : Tempo.values()) {
      if (tempo.wire().equals(wire)) {
        return tempo;
      }
    }
    throw new Broken("tempo: unknown: " + wire);
  }

  private UplinkId uplink(Fields line) throws Broken {
    return names.uplink(line.text("uplink"));
  }

  List<UplinkId> uplinks(Fields line, String name) throws Broken {
    List<UplinkId> uplinks = new ArrayList<>();
    for (String text : line.texts(name)) {
      uplinks.add(names.uplink(text));
    }
    return uplinks;
  }

  private static Cause cause(Fields line) throws Broken {
    String wire = line.text("cause");
    for (Cause cause : Cause.values()) {
      if (cause.wire().equals(wire)) {
        return cause;
      }
    }
    throw new Broken("unknown cause: " + wire);
  }

  static StateName state(Fields line, String name) throws Broken {
    String wire = line.text(name);
    for (StateName state : StateName.values()) {
      if (state.wire().equals(wire)) {
        return state;
      }
    }
    throw new Broken("unknown state: " + wire);
  }
}
