package dev.linkflux.decision;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an election is held over.
 *
 * @param cause what called for it
 * @param candidates every uplink, in the order of the configuration
 * @param present who carries so far
 * @param favourite who has shown to be better than its equal that carries; null if nobody has
 */
record Ballot(
    Moment at,
    Cause cause,
    List<Candidate> candidates,
    List<UplinkId> present,
    @Nullable UplinkId favourite,
    Strategy strategy) {

  /** The same when others carry: leads are over those that do. */
  Ballot carriedBy(List<UplinkId> others) {
    List<Candidate> now =
        others.equals(present)
            ? candidates
            : candidates.stream().map(Candidate::withoutLead).toList();
    return new Ballot(at, cause, now, others, null, strategy);
  }

  Candidate candidate(UplinkId uplink) {
    return candidates.get(uplink.ordinal());
  }

  boolean carries(Candidate candidate) {
    return present.contains(candidate.id());
  }

  /** How good it is, whatever is wanted of it. */
  Standing base(Candidate candidate) {
    return switch (candidate.state()) {
      case UP -> Standing.FIT;
      case UNKNOWN -> unknown(candidate);
      case RECOVERING -> Standing.RECOVERING;
      case DEGRADED -> Standing.DEGRADED;
      case DOWN -> candidate.isCut() ? Standing.CUT : Standing.SILENT;
      case DISABLED -> Standing.DISABLED;
    };
  }

  /**
   * One that carries and answers is not left for one of which nothing is known: after a restart the
   * least bad may be recovering before it is known that the others are down.
   */
  private Standing unknown(Candidate candidate) {
    if (isChosenBlindly(candidate)) {
      return Standing.FIT;
    }
    boolean answered =
        present.stream().anyMatch(uplink -> candidate(uplink).state() == StateName.RECOVERING);
    return answered ? Standing.RECOVERING : Standing.UNKNOWN;
  }

  /**
   * At the start whoever is preferred carries, though nothing is known; when the one that carried
   * is not configured any more, something is known of others.
   */
  private boolean isChosenBlindly(Candidate candidate) {
    return carries(candidate) || (present.isEmpty() && cause != Cause.RECONFIGURED);
  }

  /** How good it is. A pin is of no use to one of which nothing is known, or that is down. */
  Standing standing(Candidate candidate) {
    Standing base = base(candidate);
    if (candidate.state() == StateName.UNKNOWN && base != Standing.FIT) {
      return candidate.isAvoided()
          ? Standing.AVOIDED
          : isAvoidedOneServing() ? Standing.UNHEARD : base;
    }
    return switch (base) {
      case FIT, RECOVERING, DEGRADED ->
          candidate.isPinned() ? Standing.PINNED : candidate.isAvoided() ? Standing.AVOIDED : base;
      case UNKNOWN, PINNED, AVOIDED, UNHEARD, SILENT, CUT, DISABLED -> base;
    };
  }

  /**
   * One that is to be avoided carries and works, and nothing is known of all others that might take
   * over: it is left when one of them has answered.
   */
  private boolean isAvoidedOneServing() {
    boolean serves =
        present.stream().map(this::candidate).anyMatch(it -> it.isAvoided() && isWorking(base(it)));
    return serves && candidates.stream().noneMatch(this::isTolerable);
  }

  /** Not good, but something is known of it. */
  private boolean isTolerable(Candidate candidate) {
    return !candidate.isAvoided()
        && (candidate.state() == StateName.RECOVERING || candidate.state() == StateName.DEGRADED);
  }

  private static boolean isWorking(Standing base) {
    return base == Standing.FIT || base == Standing.RECOVERING;
  }

  /** Neither is the better one but by its figures. */
  boolean areEqual(Candidate one, Candidate other) {
    return standing(one) == standing(other)
        && base(one) == base(other)
        && (!byLevel(one) || one.compareLevel(other) == 0);
  }

  /** Tiers are for the good: of what is bad, the present one is not left for a tier. */
  boolean byLevel(Candidate candidate) {
    return base(candidate).isUsable();
  }
}
