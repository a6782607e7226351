package dev.linkflux.decision;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.LinkFacts;
import org.jspecify.annotations.Nullable;

/**
 * What this machine itself knows of an uplink: interface, carrier, address, gateway, and whether
 * routes lead through it. One owner; not thread safe.
 */
final class Local {
  private final Ways ways;
  private @Nullable LinkFacts facts;

  Local(Ways ways) {
    this.ways = ways;
  }

  /** The one that goes on, of the same line. */
  Local successor(Heirs targets) {
    Local heir = new Local(ways.successor(targets));
    heir.facts = facts;
    return heir;
  }

  /** One that knows the facts of the interface, and nothing of routes. */
  Local renewed(int targets) {
    Local heir = new Local(new Ways(targets));
    heir.facts = facts;
    return heir;
  }

  /**
   * Takes the facts of the interface.
   *
   * @return true if they ruled the uplink out until now, and do no more
   */
  boolean take(LinkFacts now) {
    boolean wasCut = interfaceCut() != null;
    facts = now;
    boolean isBack = wasCut && interfaceCut() == null;
    if (isBack) {
      ways.forget();
    }
    return isBack;
  }

  /**
   * A probe has left: there is a route.
   *
   * @return true if there was none until now
   */
  boolean left(ProbeId id) {
    return ways.left(id);
  }

  /** It was not sent for want of a route. */
  static boolean isWithoutWay(Outcome.NotSent turn) {
    return turn.reason().equals(Observation.Withheld.NO_GATEWAY);
  }

  /**
   * A probe was not sent for want of a route.
   *
   * @param unknown nothing is known of the uplink yet
   * @return true if that is new of this target
   */
  boolean withheld(Outcome.NotSent turn, boolean unknown) {
    return ways.withheld(turn.id(), turn.at(), unknown);
  }

  /** What rules the uplink out; null if nothing does, or nothing is known. */
  @Nullable Cause cut() {
    return isWithoutRoute() ? Cause.NO_GATEWAY : interfaceCut();
  }

  /** All is well with the interface, but no route leads through it to any target. */
  boolean isWithoutRoute() {
    return interfaceCut() == null && ways.none();
  }

  private @Nullable Cause interfaceCut() {
    LinkFacts known = facts;
    if (known == null) {
      return null;
    }
    if (!known.isPresent()) {
      return Cause.NO_INTERFACE;
    }
    if (!known.up() || !known.carrier()) {
      return Cause.CARRIER_LOST;
    }
    if (known.addresses().isEmpty()) {
      return Cause.NO_ADDRESS;
    }
    return known.gateways().isEmpty() && !known.pointToPoint() ? Cause.NO_GATEWAY : null;
  }

  /** How many targets there are to which a route may lead. */
  int targets() {
    return ways.targets();
  }
}
