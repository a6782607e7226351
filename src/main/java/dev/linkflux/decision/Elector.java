package dev.linkflux.decision;

import dev.linkflux.decision.Election.Excluded;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which uplinks carry traffic. One is left for a better one, never for nothing: if none is up, the
 * least bad one carries, and none that is worse than another ever does. Among equals the present
 * one stays.
 */
final class Elector {
  private Elector() {}

  static Election elect(Ballot ballot) {
    List<Candidate> order = order(ballot);
    List<Candidate> chosen = chosen(ballot, order);
    List<UplinkId> carrying = ids(chosen);
    Ballot after = ballot.carriedBy(carrying);
    List<Candidate> others =
        order(after).stream().filter(candidate -> !after.carries(candidate)).toList();
    List<UplinkId> standby =
        ids(others.stream().filter(other -> after.standing(other).isUsable()).toList());
    List<Excluded> excluded = new ArrayList<>();
    for (Candidate candidate : ballot.candidates()) {
      if (!carrying.contains(candidate.id()) && !standby.contains(candidate.id())) {
        excluded.add(new Excluded(candidate.id(), excludedFor(after, candidate)));
      }
    }
    return new Election(
        ballot.at(),
        carrying,
        standby,
        excluded,
        ballot.cause(),
        new Reasons(after).considered(),
        Announcement.sentence(ballot, after));
  }

  private static List<UplinkId> ids(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::id).toList();
  }

  private static Cause excludedFor(Ballot ballot, Candidate candidate) {
    if (ballot.standing(candidate) != Standing.AVOIDED) {
      return candidate.cause();
    }
    return candidate.wish().steering() == Steering.AVOID ? Cause.OPERATOR : Cause.MAINTENANCE;
  }

  /** All that may carry, best first. */
  private static List<Candidate> order(Ballot ballot) {
    List<Candidate> order = new ArrayList<>(ballot.candidates());
    order.removeIf(candidate -> candidate.state() == StateName.DISABLED);
    order.sort(preference(ballot));
    UplinkId favourite = ballot.favourite();
    if (favourite != null && order.contains(ballot.candidate(favourite))) {
      Candidate first = order.getFirst();
      Candidate better = ballot.candidate(favourite);
      if (ballot.areEqual(first, better) && ballot.carries(first)) {
        order.remove(better);
        order.addFirst(better);
      }
    }
    return order;
  }

  private static Comparator<Candidate> preference(Ballot ballot) {
    return Comparator.<Candidate, Standing>comparing(ballot::standing)
        .thenComparing(ballot::base)
        .thenComparing((one, other) -> ballot.byLevel(one) ? one.compareLevel(other) : 0)
        .thenComparing(candidate -> !ballot.carries(candidate))
        .thenComparingInt(candidate -> badness(ballot, candidate))
        .thenComparing(Candidate::compareLevel)
        .thenComparingLong(candidate -> slowness(ballot, candidate))
        .thenComparingInt(candidate -> candidate.id().ordinal());
  }

  /** In doublings, so that what differs little is equal. */
  private static int badness(Ballot ballot, Candidate candidate) {
    boolean counts = ballot.base(candidate) == Standing.DEGRADED;
    return counts ? Math.getExponent(candidate.severity()) : 0;
  }

  /** In margins, so that what differs little is equal. */
  private static long slowness(Ballot ballot, Candidate candidate) {
    if (!(ballot.strategy() instanceof Strategy.LowestRtt rule)) {
      return 0;
    }
    boolean known = candidate.rtt() != Performance.NO_RTT;
    return known ? candidate.rtt() / Math.max(1, rule.margin().toNanos()) : Long.MAX_VALUE;
  }

  /** The best one; to balance, all that the operator wants, else all of the best one's tier. */
  private static List<Candidate> chosen(Ballot ballot, List<Candidate> order) {
    if (order.isEmpty()) {
      return List.of();
    }
    Candidate best = order.getFirst();
    Standing standing = ballot.standing(best);
    if (!(ballot.strategy() instanceof Strategy.Balance) || !standing.isGood()) {
      return List.of(best);
    }
    return ballot.candidates().stream()
        .filter(
            other ->
                standing == Standing.PINNED
                    ? ballot.standing(other) == Standing.PINNED
                    : ballot.areEqual(best, other))
        .toList();
  }
}
