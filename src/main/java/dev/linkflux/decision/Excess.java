package dev.linkflux.decision;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;

/**
 * Whether one figure breaches its demand: shown by a whole round of replies beyond the limit after
 * the first, however seldom they are, and over with a whole round of them below the other limit.
 * Between the two limits a breach stays what it is. One owner; not thread safe.
 */
final class Excess {
  /**
   * A figure that remembers many replies is slow to forget one bad one: it must stay beyond the
   * limit for as many as it remembers, which is 16 for jitter (its gain, RFC 3550 section 6.4.1).
   */
  private static final int REMEMBERED = 16;

  /** And so many times as long as others. */
  private static final int SLOW = 5;

  private static final int LEAST = 2;
  private static final long NONE = -1;

  private final Demand demand;
  private final int toShow;
  private final int round;
  private final int patience;
  private boolean breached;
  private double value;
  private Moment since = Moment.ZERO;

  /** How many replies there had been when the figure passed the limit that it had to pass. */
  private long passedWith = NONE;

  /**
   * @param targets how many are asked in a round
   */
  Excess(Demand demand, int targets) {
    boolean slow = demand.metric() == Metric.JITTER || demand.metric() == Metric.PDV;
    this.demand = demand;
    this.round = Math.max(LEAST, targets);
    this.toShow = slow ? REMEMBERED * targets : round;
    this.patience = slow ? SLOW : 1;
  }

  Demand demand() {
    return demand;
  }

  /**
   * Holds the figure of a moment against the demand; without one the last one stands.
   *
   * @param figure in the metric's unit; negative if it is not known
   * @param replies how many replies there have been so far
   */
  void judge(Moment at, long figure, long replies) {
    if (figure < 0) {
      return;
    }
    value = figure;
    boolean passed = breached ? figure < demand.recover() : figure >= demand.fail();
    if (!passed) {
      passedWith = NONE;
      return;
    }
    if (passedWith == NONE) {
      passedWith = replies;
      since = breached ? since : at;
    }
    if (replies - passedWith >= (breached ? round : toShow)) {
      breached = !breached;
      passedWith = NONE;
    }
  }

  boolean isBreached() {
    return breached;
  }

  /** The figure that was judged last. */
  double value() {
    return value;
  }

  /** When the figure passed the limit: what it was found beyond in all qualities since. */
  Moment since() {
    return since;
  }

  /** How many times as long as others its breach must last. */
  int patience() {
    return patience;
  }
}
