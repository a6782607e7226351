package dev.linkflux.route;

import dev.linkflux.time.Moment;
import java.time.Duration;

/**
 * How often what somebody else has changed is put back: three times at once, then once a second, so
 * that two managers do not fight at full speed. A token bucket, held as the moment at which it is
 * full again.
 *
 * @param fullAt when as many as {@link #AT_ONCE} tokens are there
 */
record RepairRate(Moment fullAt) {
  static final int AT_ONCE = 3;
  static final Duration EVERY = Duration.ofSeconds(1);

  /** A full one. */
  static final RepairRate FULL = new RepairRate(Moment.ZERO);

  /** When there is a token, if it is wanted at that moment: then, or later. */
  Moment next(Moment wanted) {
    Moment there = fullAt.plus(EVERY.multipliedBy(AT_ONCE - 1).negated());
    return there.isAfter(wanted) ? there : wanted;
  }

  /** What is left after a token is taken, not before {@link #next}. */
  RepairRate taken(Moment at) {
    return new RepairRate((fullAt.isAfter(at) ? fullAt : at).plus(EVERY));
  }
}
