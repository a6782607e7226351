package dev.linkflux.quality;

import dev.linkflux.time.Rows;
import dev.linkflux.uplink.LossRatio;
import java.util.Arrays;

/**
 * The outcomes of the last span of time, with their round-trip times sorted. An outcome costs a
 * binary search and a short copy; every figure is O(1). Times in nanoseconds. One owner; not thread
 * safe.
 */
final class Window {
  private static final long LOST = -1;
  private static final long CAME_LATE = -2;

  /** From so many on the slowest of all is beyond the 95th percentile. */
  static final int ENOUGH = 20;

  private static final int AT = 0;
  private static final int KEY = 1;
  private static final int RTT = 2;

  private final long span;

  private final Rows outcomes = new Rows(3);

  private long[] sorted = new long[64];
  private int replies;
  private int lost;
  private long sum;

  Window(long span) {
    this.span = span;
  }

  void replied(long at, long key, long rtt) {
    add(at, key, rtt);
    if (replies == sorted.length) {
      sorted = Arrays.copyOf(sorted, replies * 2);
    }
    int place = place(rtt);
    System.arraycopy(sorted, place, sorted, place + 1, replies - place);
    sorted[place] = rtt;
    replies++;
    sum += rtt;
  }

  void lost(long at, long key) {
    add(at, key, LOST);
    lost++;
  }

  /** A reply came after the time-out: it was not lost, but its time says nothing of now. */
  void cameLate(long key) {
    for (long outcome = outcomes.free() - 1; outcome >= outcomes.oldest(); outcome--) {
      if (outcomes.get(outcome, KEY) == key && outcomes.get(outcome, RTT) == LOST) {
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
        int place = place(rtt);
        replies--;
        System.arraycopy(sorted, place + 1, sorted, place, replies - place);
        sum -= rtt;
      }
    }
  }

  LossRatio loss() {
    return new LossRatio(lost, outcomes.size());
  }

  boolean isEmpty() {
    return outcomes.isEmpty();
  }

  Quality.Rtt rtt() {
    return replies == 0
        ? Quality.Rtt.NONE
        : new Quality.Rtt(
            sorted[0],
            sum / replies,
            percentile(50),
            percentile(95),
            percentile(99),
            sorted[replies - 1]);
  }

  /**
   * Delay variation: 95th percentile over the minimum (RFC 5481 section 4.2); -1 for fewer than
   * {@value #ENOUGH} replies, where that percentile is but the slowest reply.
   */
  long pdv() {
    return replies < ENOUGH ? -1 : percentile(95) - sorted[0];
  }

  /** By the nearest rank; -1 where nothing was answered. */
  long percentile(int percent) {
    return replies == 0 ? -1 : sorted[(replies * percent + 99) / 100 - 1];
  }

  private void add(long at, long key, long rtt) {
    advance(at);
    long outcome = outcomes.add();
    outcomes.set(outcome, AT, at);
    outcomes.set(outcome, KEY, key);
    outcomes.set(outcome, RTT, rtt);
  }

  /** First place whose value is not less. */
  private int place(long rtt) {
    int low = 0;
    int high = replies;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < rtt) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
