package dev.linkflux.quality;

import java.util.Arrays;

/**
 * The round-trip times of the last replies, in the order in which they came. What was handed out is
 * never written to again: a full array is left to those who still look at it. Every operation is
 * O(1) on average. One owner; not thread safe.
 */
final class Arrivals {
  private static final int LEAST = 64;

  private long[] times = new long[LEAST];
  private int end;
  private int count;

  void add(long rtt) {
    if (end == times.length) {
      times = Arrays.copyOf(Arrays.copyOfRange(times, end - count, end), LEAST + 2 * count);
      end = count;
    }
    times[end++] = rtt;
    count++;
  }

  void dropOldest() {
    count--;
  }

  int count() {
    return count;
  }

  RoundTrips now() {
    return new RoundTrips(times, end - count, end);
  }
}
