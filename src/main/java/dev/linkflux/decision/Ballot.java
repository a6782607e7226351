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

  /** The same when others carry. */
  Ballot carriedBy(List<UplinkId> others) {
    return new Ballot(at, cause, candidates, others, null, strategy);
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
      case UNKNOWN -> present.isEmpty() || carries(candidate) ? Standing.FIT : Standing.UNKNOWN;
      case RECOVERING -> Standing.RECOVERING;
      case DEGRADED -> Standing.DEGRADED;
      case DOWN -> candidate.isCut() ? Standing.CUT : Standing.SILENT;
      case DISABLED -> Standing.DISABLED;
    };
  }

  /** How good it is. A pin is of no use to one of which nothing is known, or that is down. */
  Standing standing(Candidate candidate) {
    Standing base = base(candidate);
    return switch (base) {
      case FIT, RECOVERING, DEGRADED ->
          candidate.isPinned() ? Standing.PINNED : candidate.isAvoided() ? Standing.AVOIDED : base;
      case UNKNOWN -> candidate.isAvoided() ? Standing.AVOIDED : base;
      case PINNED, AVOIDED, SILENT, CUT, DISABLED -> base;
    };
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
