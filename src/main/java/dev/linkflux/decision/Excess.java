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
   * A figure that remembers many replies is slow to forget a few bad ones: it must stay beyond the
   * limit until it has forgotten four fifths of what was before, which takes jitter 26 replies of
   * each target, because (15/16)^26 &lt; 1/5 (its gain is 1/16, RFC 3550 section 6.4.1).
   */
  private static final int FORGOTTEN = 26;

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
    this.toShow = slow ? FORGOTTEN * targets : round;
    this.patience = slow ? SLOW : 1;
  }

  /**
   * The same metric by another demand from now on. What was a breach is one as long as the figure
   * is not below where it is over now; how far another one had got counts no more.
   */
  Excess successor(Demand other, int targets) {
    Excess heir = new Excess(other, targets);
    heir.value = value;
    heir.since = since;
    heir.breached = breached && (other.equals(demand) || value >= other.recover());
    heir.passedWith = other.equals(demand) ? passedWith : NONE;
    return heir;
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
