package dev.linkflux.decision;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How much of its weight each of those that carry together gets, by how well it does against the
 * best of them, in eighths. A round-trip time of twice the best's halves it (below 20 ms all are
 * equal), each percent more loss takes a tenth of it. It is left as it is until it is off by a
 * whole eighth, and for a minute after a change. One owner; not thread safe.
 */
final class Shares {
  static final int WHOLE = 8;
  static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

  private static final double QUICK_ENOUGH = 20_000_000;
  private static final double TAKEN_BY_LOSS = 10;

  private final int[] eighths;
  private Moment notBefore = Moment.ZERO;

  Shares(int uplinks) {
    this(new int[uplinks]);
    Arrays.fill(eighths, WHOLE);
  }

  private Shares(int[] eighths) {
    this.eighths = eighths;
  }

  /** What goes on, of those that are the same lines still. */
  Shares successor(Heirs lines) {
    Shares heir = new Shares(lines.inherit(eighths, WHOLE));
    heir.notBefore = notBefore;
    return heir;
  }

  /** Eighths, from 1; {@link #WHOLE} of one that does not carry. */
  int of(UplinkId uplink) {
    return eighths[uplink.ordinal()];
  }

  /** One that does not carry any more begins anew. */
  void follow(List<UplinkId> carrying) {
    int[] before = eighths.clone();
    Arrays.fill(eighths, WHOLE);
    carrying.forEach(uplink -> eighths[uplink.ordinal()] = before[uplink.ordinal()]);
  }

  /** Looks at those that carry; true if it has changed anything. */
  boolean reweigh(Moment at, List<UplinkId> carrying, Performance performance) {
    if (carrying.size() < 2 || at.isBefore(notBefore)) {
      return false;
    }
    double quickest = Double.MAX_VALUE;
    double cleanest = 1;
    for (UplinkId uplink : carrying) {
      if (performance.rtt(uplink) != Performance.NO_RTT) {
        quickest = Math.min(quickest, (double) performance.rtt(uplink));
        cleanest = Math.min(cleanest, performance.loss(uplink));
      }
    }
    boolean changed = false;
    for (UplinkId uplink : carrying) {
      if (performance.rtt(uplink) != Performance.NO_RTT) {
        double slowness = Math.max(QUICK_ENOUGH, (double) performance.rtt(uplink));
        double speed = Math.max(QUICK_ENOUGH, quickest) / slowness;
        double kept = 1 - TAKEN_BY_LOSS * (performance.loss(uplink) - cleanest);
        changed |= move(uplink.ordinal(), WHOLE * speed * Math.max(0, kept));
      }
    }
    if (changed) {
      notBefore = at.plus(AT_MOST_EVERY);
    }
    return changed;
  }

  private boolean move(int uplink, double wanted) {
    int next = (int) Math.max(1, Math.round(wanted));
    boolean moves = Math.abs(wanted - eighths[uplink]) >= 1 && next != eighths[uplink];
    if (moves) {
      eighths[uplink] = next;
    }
    return moves;
  }
}
