package dev.linkflux.decision;

import dev.linkflux.decision.Election.Excluded;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which uplinks carry traffic: strategy failover. An uplink is left for a better one, never for
 * nothing; if none is up, the least bad one carries; among equals the present one stays. One owner;
 * not thread safe.
 */
final class Elector {
  /**
   * From here on down an uplink is not good enough to be waited with; it carries only for want of a
   * better one.
   */
  private static final int LEAST_BAD = 2;

  private final List<Monitor> monitors;
  private List<UplinkId> carrying = List.of();
  private @Nullable Election last;

  Elector(List<Monitor> monitors) {
    this.monitors = monitors;
  }

  void carried(Carried found) {
    if (last == null) {
      carrying = found.uplinks();
    }
  }

  boolean isCarrying(UplinkId uplink) {
    return carrying.contains(uplink);
  }

  /** The election of now if it differs from the last, else null. */
  @Nullable Election elect(Moment at, Cause cause) {
    List<Monitor> order = monitors.stream().filter(this::mayCarry).sorted(preference()).toList();
    List<UplinkId> chosen = order.isEmpty() ? List.of() : List.of(order.getFirst().uplink.id());
    List<UplinkId> standby =
        order.stream().skip(1).filter(m -> rank(m) < LEAST_BAD).map(m -> m.uplink.id()).toList();
    List<Excluded> excluded = new ArrayList<>();
    for (Monitor monitor : monitors) {
      UplinkId id = monitor.uplink.id();
      if (!chosen.contains(id) && !standby.contains(id)) {
        excluded.add(new Excluded(id, monitor.state().cause()));
      }
    }
    Election before = last;
    if (before != null
        && before.carrying().equals(chosen)
        && before.standby().equals(standby)
        && before.excluded().equals(excluded)) {
      return null;
    }
    String sentence = sentence(chosen, before == null ? List.of() : carrying);
    carrying = chosen;
    Election election = new Election(at, chosen, standby, excluded, cause, sentence);
    last = election;
    return election;
  }

  /** The last election said again for another reason; null before the first. */
  @Nullable Election restate(Moment at, Cause cause, String sentence) {
    Election before = last;
    if (before == null) {
      return null;
    }
    Election election =
        new Election(at, before.carrying(), before.standby(), before.excluded(), cause, sentence);
    last = election;
    return election;
  }

  private boolean mayCarry(Monitor monitor) {
    return !(monitor.state() instanceof State.Disabled);
  }

  /** Within a usable rank the lower tier; where only the least bad is left, the present one. */
  private Comparator<Monitor> preference() {
    return Comparator.<Monitor>comparingInt(this::rank)
        .thenComparingInt(monitor -> rank(monitor) < LEAST_BAD ? monitor.uplink.tier() : 0)
        .thenComparing(monitor -> !carrying.contains(monitor.uplink.id()))
        .thenComparingInt(monitor -> monitor.uplink.tier())
        .thenComparingInt(monitor -> monitor.uplink.id().ordinal());
  }

  /** 0 is best. What is not known yet is not left without a reason, and nothing is left for it. */
  private int rank(Monitor monitor) {
    return switch (monitor.state()) {
      case State.Up _ -> 0;
      case State.Failing _ -> 0;
      case State.Unknown _ -> carrying.isEmpty() || carrying.contains(monitor.uplink.id()) ? 0 : 1;
      case State.Recovering _ -> LEAST_BAD;
      case State.Degraded _ -> LEAST_BAD + 1;
      case State.Down _ -> monitor.cut() == null ? LEAST_BAD + 2 : LEAST_BAD + 3;
      case State.Disabled _ -> LEAST_BAD + 4;
    };
  }

  private String sentence(List<UplinkId> chosen, List<UplinkId> before) {
    if (chosen.isEmpty()) {
      return "nothing carries traffic: every uplink is disabled";
    }
    Monitor monitor = monitors.get(chosen.getFirst().ordinal());
    String name = monitor.uplink.name();
    String for_ = rank(monitor) < LEAST_BAD ? "" : ", the least bad: none is up";
    if (chosen.equals(before)) {
      return name + " still carries traffic" + for_;
    }
    if (before.isEmpty()) {
      return name + " carries traffic" + for_;
    }
    Monitor left = monitors.get(before.getFirst().ordinal());
    boolean home = rank(left) == 0 && rank(monitor) == 0;
    String reason =
        home
            ? "preferred (tier " + monitor.uplink.tier() + ")"
            : left.uplink.name() + " is " + left.state().name() + " (" + left.state().cause() + ")";
    return "traffic moves from " + left.uplink.name() + " to " + name + ": " + reason + for_;
  }
}
