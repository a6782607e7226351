package dev.linkflux.server;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.List;

/**
 * What is known of the uplinks: through which of them a check is evidence of the server. One owner;
 * not thread safe.
 */
final class Footing {
  private final List<Uplink> uplinks;
  private final StateName[] states;
  private final Cause[] causes;
  private List<UplinkId> carrying = List.of();
  private boolean isolated;

  Footing(List<Uplink> uplinks) {
    this.uplinks = List.copyOf(uplinks);
    this.states = new StateName[uplinks.size()];
    this.causes = new Cause[uplinks.size()];
    for (Uplink uplink : uplinks) {
      boolean disabled = uplink.disabled();
      states[uplink.id().ordinal()] = disabled ? StateName.DISABLED : StateName.UNKNOWN;
      causes[uplink.id().ordinal()] = disabled ? Cause.OPERATOR : Cause.STARTED;
    }
  }

  /** What is known of the same lines; what changes with the configuration is told behind it. */
  Footing successor(List<Uplink> others, Heirs lines) {
    Footing heir = new Footing(others);
    for (int place = 0; place < heir.states.length; place++) {
      int before = lines.before(place);
      if (before != Heirs.NOBODY) {
        heir.states[place] = states[before];
        heir.causes[place] = causes[before];
      }
    }
    heir.carrying = lines.of(carrying);
    heir.isolated = isolated;
    return heir;
  }

  void take(Transition transition) {
    states[transition.uplink().ordinal()] = transition.to();
    causes[transition.uplink().ordinal()] = transition.cause();
  }

  /**
   * That isolation has begun or ended is told by an election of its own; others may come in
   * between, and do not end it.
   *
   * @return true if isolation has begun
   */
  boolean take(Election election) {
    carrying = election.carrying();
    boolean begun = election.cause() == Cause.ISOLATED;
    boolean before = isolated;
    isolated = begun || (isolated && election.cause() != Cause.RECOVERED);
    return begun && !before;
  }

  /** Everything is silent at once: nothing that fails is evidence. */
  boolean isIsolated() {
    return isolated;
  }

  /** Those that carry traffic. */
  List<UplinkId> carrying() {
    return carrying;
  }

  List<Uplink> uplinks() {
    return uplinks;
  }

  /** It passes traffic: what fails through it is evidence. */
  boolean counts(UplinkId uplink) {
    return switch (states[uplink.ordinal()]) {
      case UP, DEGRADED, RECOVERING -> !isolated;
      case UNKNOWN, DOWN, DISABLED -> false;
    };
  }

  /** It is known to pass nothing, whatever a check says. */
  boolean isDown(UplinkId uplink) {
    return switch (states[uplink.ordinal()]) {
      case DOWN, DISABLED -> true;
      case UNKNOWN, UP, DEGRADED, RECOVERING -> false;
    };
  }

  /** Why its state is what it is. */
  Cause cause(UplinkId uplink) {
    return causes[uplink.ordinal()];
  }
}
