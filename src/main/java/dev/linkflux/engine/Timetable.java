package dev.linkflux.engine;

import dev.linkflux.probe.Probing;
import java.util.SplittableRandom;

/**
 * Whose turn is next, and when: everybody's turns are spread over the interval at first, and each
 * pause is 75 to 100 % of it (the jitter of RFC 5880 section 6.8.7). Time that nobody looked is not
 * made up for. Moments and intervals in nanoseconds of any clock that does not go back. A heap: a
 * turn costs O(log n). One owner; not thread safe.
 */
final class Timetable {
  /** It is nobody's turn. */
  static final int NOBODY = -1;

  /**
   * Turns that are late by more than a tenth of the interval, within these bounds, are put off
   * together, and those behind them as much, so that they keep their distances; less than that is
   * made up for, so that the rate is kept.
   */
  private static final long LEAST_TOLERATED = 1_000_000;

  private static final long MOST_TOLERATED = 20_000_000;

  /**
   * Turns that are due so soon, or within this part of the interval if that is less, are taken
   * together: to wake up for each costs more than the probe. It is little beside the jitter.
   */
  private static final long MOST_AHEAD = 400_000;

  private static final int AHEAD_PART = 500;

  private final SplittableRandom random;

  /** By number, without what they have been put off by since. */
  private final long[] dues;

  private final int[] heap;
  private long putOff;
  private long lateness;

  /**
   * Nobody has a turn before {@link #spread}.
   *
   * @param size how many take turns; they are numbered from 0
   * @param random gives the jitter
   */
  Timetable(int size, SplittableRandom random) {
    this.random = random;
    this.dues = new long[size];
    this.heap = new int[size];
    for (int i = 0; i < size; i++) {
      heap[i] = i;
    }
  }

  /** Spreads the next turns evenly over an interval: in the order in which they were due. */
  void spread(long now, long interval) {
    int[] order = heap.clone();
    for (int size = heap.length; size > 0; size--) {
      order[heap.length - size] = heap[0];
      heap[0] = heap[size - 1];
      sink(size - 1);
    }
    putOff = 0;
    for (int i = 0; i < order.length; i++) {
      dues[order[i]] = now + interval * i / order.length;
    }
    System.arraycopy(order, 0, heap, 0, order.length); // what is sorted is a heap
  }

  /** When the next turn is due; {@link Long#MAX_VALUE} if nobody takes turns. */
  long due() {
    return heap.length == 0 ? Long.MAX_VALUE : dues[heap[0]] + putOff;
  }

  /**
   * Takes the next turn if it is due, or nearly. After a turn that is late by more than half an
   * interval all are spread anew, so that there is no burst.
   *
   * @param interval the present one
   * @return whose turn it is, or {@link #NOBODY}
   */
  int take(long now, long interval) {
    if (due() > now + Math.min(MOST_AHEAD, interval / AHEAD_PART)) {
      return NOBODY;
    }
    lateness = Math.max(0, now - due());
    long tolerated = Math.clamp(interval / 10, LEAST_TOLERATED, MOST_TOLERATED);
    if (lateness > Math.max(tolerated, interval / 2)) {
      spread(now, interval);
    } else if (lateness > tolerated) {
      putOff += lateness;
    }
    int turn = heap[0];
    dues[turn] += pause(interval);
    sink(heap.length);
    return turn;
  }

  /** How late the turn that was taken last was, nanoseconds. */
  long lateness() {
    return lateness;
  }

  private long pause(long interval) {
    return (long)
        (interval * (Probing.SHORTEST_PAUSE + (1 - Probing.SHORTEST_PAUSE) * random.nextDouble()));
  }

  /** Puts the first of the heap where it belongs among the first {@code size}. */
  private void sink(int size) {
    int moving = heap[0];
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], moving)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moving;
  }

  private boolean isBefore(int one, int other) {
    return dues[one] < dues[other] || (dues[one] == dues[other] && one < other);
  }
}
