package dev.linkflux.golden;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.UplinkId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the production pipeline has made of a trace. Moments in seconds from its beginning. */
record Replayed(List<Event> events) {
  /** By the settings that it was recorded with, or the defaults. */
  static Replayed of(Path trace) {
    return of(trace, Traces.settings(trace));
  }

  static Replayed of(Path trace, Settings settings) {
    return new Replayed(Traces.replay(trace, settings));
  }

  static double seconds(Event event) {
    return event.at().nanos() / 1e9;
  }

  <T extends Event> List<T> all(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<Transition> of(String uplink) {
    return all(Transition.class).stream().filter(it -> it.uplink().name().equals(uplink)).toList();
  }

  /** From up, recovering or unknown to something worse. */
  List<Transition> falls() {
    return all(Transition.class).stream()
        .filter(it -> isBad(it.to()) && !isBad(it.from()))
        .toList();
  }

  /** Those between two moments. */
  List<Transition> falls(double from, double until) {
    return falls().stream().filter(it -> seconds(it) >= from && seconds(it) < until).toList();
  }

  private static boolean isBad(StateName state) {
    return state == StateName.DOWN || state == StateName.DEGRADED;
  }

  StateName state(String uplink, double at) {
    StateName state = StateName.UNKNOWN;
    for (Transition transition : of(uplink)) {
      state = seconds(transition) <= at ? transition.to() : state;
    }
    return state;
  }

  /** Elections that changed who carries, the first one included. */
  List<Election> switches() {
    List<Election> switches = new ArrayList<>();
    for (Election election : all(Election.class)) {
      if (switches.isEmpty() || !switches.getLast().carrying().equals(election.carrying())) {
        switches.add(election);
      }
    }
    return switches;
  }

  List<String> carrying(double at) {
    List<String> carrying = List.of();
    for (Election election : switches()) {
      if (seconds(election) <= at) {
        carrying = election.carrying().stream().map(UplinkId::name).toList();
      }
    }
    return carrying;
  }
}
