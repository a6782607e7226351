package dev.linkflux.quality;

import dev.linkflux.time.Rows;
import dev.linkflux.uplink.LossRatio;

/**
 * The outcomes of one target's probes in the last span of time. Times in nanoseconds. One owner;
 * not thread safe.
 */
final class Window {
  private static final long LOST = -1;
  private static final long CAME_LATE = -2;

  private static final int AT = 0;
  private static final int SEQUENCE = 1;
  private static final int RTT = 2;

  private final long span;
  private final Rows outcomes;
  private final Arrivals own;
  private final Arrivals all;
  private int lost;

  /**
   * @param all takes the round-trip times of several windows together, which are advanced together
   *     before they are looked at
   */
  Window(long span, Arrivals all) {
    this(span, all, new Rows(3), new Arrivals());
  }

  private Window(long span, Arrivals all, Rows outcomes, Arrivals own) {
    this.span = span;
    this.all = all;
    this.outcomes = outcomes;
    this.own = own;
  }

  /**
   * The same over another span from now on; this one is of no use any more.
   *
   * @param all has the replies of this one already, or is given them by {@link #eachReply}
   */
  Window successor(long other, Arrivals all) {
    Window heir = new Window(other, all, outcomes, own);
    heir.lost = lost;
    return heir;
  }

  /** Takes what came when. */
  interface Reply {
    void take(long at, long rtt);
  }

  /** All replies that are in it, oldest first. */
  void eachReply(Reply taker) {
    for (long outcome = outcomes.oldest(); outcome < outcomes.free(); outcome++) {
      if (outcomes.get(outcome, RTT) >= 0) {
        taker.take(outcomes.get(outcome, AT), outcomes.get(outcome, RTT));
      }
    }
  }

  void replied(long at, long sequence, long rtt) {
    add(at, sequence, rtt);
    own.add(rtt);
    all.add(rtt);
  }

  void lost(long at, long sequence) {
    add(at, sequence, LOST);
    lost++;
  }

  /** A reply came after the time-out: it was not lost, but its time says nothing of now. */
  void cameLate(long sequence) {
    for (long outcome = outcomes.free() - 1; outcome >= outcomes.oldest(); outcome--) {
      if (outcomes.get(outcome, SEQUENCE) == sequence && outcomes.get(outcome, RTT) == LOST) {
        outcomes.set(outcome, RTT, CAME_LATE);
        lost--;
        return;
      }
    }
  }

  /** Lets go of what is older than the span. */
  void advance(long now) {
    while (!outcomes.isEmpty() && outcomes.get(outcomes.oldest(), AT) <= now - span) {
      long rtt = outcomes.get(outcomes.oldest(), RTT);
      outcomes.dropOldest();
      if (rtt == LOST) {
        lost--;
      } else if (rtt >= 0) {
        own.dropOldest();
        all.dropOldest();
      }
    }
  }

  int lost() {
    return lost;
  }

  int sent() {
    return outcomes.size();
  }

  LossRatio loss() {
    return new LossRatio(lost, sent());
  }

  boolean isEmpty() {
    return outcomes.isEmpty();
  }

  boolean hasReplies() {
    return own.count() > 0;
  }

  RoundTrips roundTrips() {
    return own.now();
  }

  private void add(long at, long sequence, long rtt) {
    advance(at);
    long outcome = outcomes.add();
    outcomes.set(outcome, AT, at);
    outcomes.set(outcome, SEQUENCE, sequence);
    outcomes.set(outcome, RTT, rtt);
  }
}
