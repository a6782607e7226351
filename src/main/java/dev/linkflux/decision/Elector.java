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

  private List<UplinkId> carrying = List.of();
  private @Nullable Election last;

  void carried(Carried found) {
    if (last == null) {
      carrying = found.uplinks();
    }
  }

  /** The election of now if it differs from the last, else null. */
  @Nullable Election elect(Moment at, Cause cause, List<Candidate> candidates) {
    List<Candidate> order =
        candidates.stream().filter(Elector::mayCarry).sorted(preference()).toList();
    List<UplinkId> chosen = order.isEmpty() ? List.of() : List.of(order.getFirst().uplink().id());
    List<UplinkId> standby =
        order.stream().skip(1).filter(c -> rank(c) < LEAST_BAD).map(c -> c.uplink().id()).toList();
    List<Excluded> excluded = new ArrayList<>();
    for (Candidate candidate : candidates) {
      UplinkId id = candidate.uplink().id();
      if (!chosen.contains(id) && !standby.contains(id)) {
        excluded.add(new Excluded(id, candidate.cause()));
      }
    }
    Election before = last;
    if (before != null
        && before.carrying().equals(chosen)
        && before.standby().equals(standby)
        && before.excluded().equals(excluded)) {
      return null;
    }
    String sentence = sentence(candidates, chosen, before == null ? List.of() : carrying);
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
        new Election(
            at,
            before.carrying(),
            before.standby(),
            before.excluded(),
            cause,
            before.considered(),
            sentence);
    last = election;
    return election;
  }

  private static boolean mayCarry(Candidate candidate) {
    return candidate.state() != StateName.DISABLED;
  }

  /** Within a usable rank the lower tier; where only the least bad is left, the present one. */
  private Comparator<Candidate> preference() {
    return Comparator.<Candidate>comparingInt(this::rank)
        .thenComparingInt(c -> rank(c) < LEAST_BAD ? c.uplink().tier() : 0)
        .thenComparing(c -> !carrying.contains(c.uplink().id()))
        .thenComparingInt(c -> c.uplink().tier())
        .thenComparingInt(c -> c.uplink().id().ordinal());
  }

  /** 0 is best. What is not known yet is not left without a reason, and nothing is left for it. */
  private int rank(Candidate candidate) {
    return switch (candidate.state()) {
      case UP -> 0;
      case UNKNOWN -> carrying.isEmpty() || carrying.contains(candidate.uplink().id()) ? 0 : 1;
      case RECOVERING -> LEAST_BAD;
      case DEGRADED -> LEAST_BAD + 1;
      case DOWN -> candidate.isCut() ? LEAST_BAD + 3 : LEAST_BAD + 2;
      case DISABLED -> LEAST_BAD + 4;
    };
  }

  private String sentence(
      List<Candidate> candidates, List<UplinkId> chosen, List<UplinkId> before) {
    if (chosen.isEmpty()) {
      return "nothing carries traffic: every uplink is disabled";
    }
    Candidate candidate = candidates.get(chosen.getFirst().ordinal());
    String name = candidate.uplink().name();
    String for_ = rank(candidate) < LEAST_BAD ? "" : ", the least bad: none is up";
    if (chosen.equals(before)) {
      return name + " still carries traffic" + for_;
    }
    if (before.isEmpty()) {
      return name + " carries traffic" + for_;
    }
    Candidate left = candidates.get(before.getFirst().ordinal());
    boolean home = rank(left) == 0 && rank(candidate) == 0;
    String reason =
        home
            ? "preferred (tier " + candidate.uplink().tier() + ")"
            : left.uplink().name() + " is " + left.state() + " (" + left.cause() + ")";
    return "traffic moves from " + left.uplink().name() + " to " + name + ": " + reason + for_;
  }
}
