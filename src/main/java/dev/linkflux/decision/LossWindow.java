package dev.linkflux.decision;

import dev.linkflux.time.Rows;

/**
 * How many of a target's recent probes were lost, one by one as it becomes known: a probe counts as
 * lost as soon as it is missing, and no more if it is answered after all. Every operation is O(1),
 * but for taking a loss back. Moments in nanoseconds. One owner; not thread safe.
 */
final class LossWindow {
  private static final int AT = 0;
  private static final int SEQUENCE = 1;
  private static final int IS_LOST = 2;

  private final long span;
  private final Rows probes = new Rows(3);
  private int lost;

  LossWindow(long span) {
    this.span = span;
  }

  void add(long at, long sequence, boolean isLost) {
    advance(at);
    long probe = probes.add();
    probes.set(probe, AT, at);
    probes.set(probe, SEQUENCE, sequence);
    probes.set(probe, IS_LOST, isLost ? 1 : 0);
    lost += isLost ? 1 : 0;
  }

  /** That probe was answered after all. */
  void takeBack(long sequence) {
    for (long probe = probes.free() - 1; probe >= probes.oldest(); probe--) {
      if (probes.get(probe, SEQUENCE) == sequence && isLost(probe)) {
        probes.set(probe, IS_LOST, 0);
        lost--;
        return;
      }
    }
  }

  /** Lets go of what is older than the span. */
  void advance(long now) {
    while (!probes.isEmpty() && probes.get(probes.oldest(), AT) <= now - span) {
      lost -= isLost(probes.oldest()) ? 1 : 0;
      probes.dropOldest();
    }
  }

  void clear() {
    probes.clear();
    lost = 0;
  }

  /** When the first of its lost probes became known; later than all if none is lost. */
  long firstLost() {
    for (long probe = probes.oldest(); probe < probes.free(); probe++) {
      if (isLost(probe)) {
        return probes.get(probe, AT);
      }
    }
    return Long.MAX_VALUE;
  }

  /** When the last of its lost probes became known; earlier than all if none is lost. */
  long lastLost() {
    for (long probe = probes.free() - 1; probe >= probes.oldest(); probe--) {
      if (isLost(probe)) {
        return probes.get(probe, AT);
      }
    }
    return Long.MIN_VALUE;
  }

  int lost() {
    return lost;
  }

  int sent() {
    return probes.size();
  }

  private boolean isLost(long probe) {
    return probes.get(probe, IS_LOST) == 1;
  }
}
