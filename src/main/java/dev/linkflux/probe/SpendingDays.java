package dev.linkflux.probe;

import java.time.Duration;

/**
 * What was spent on each of the last 31 days, the present one included; days begin with the first
 * one's hour. Moments in nanoseconds. One owner; not thread safe.
 */
final class SpendingDays {
  private static final long DAY = Duration.ofDays(1).toNanos();

  private final long zero;
  private final long[] days = new long[(int) Budget.MONTH.toDays()];
  private long today;
  private long total;

  SpendingDays(long now) {
    this.zero = now;
  }

  /** Spends now. */
  void add(long now, long bytes) {
    long day = (now - zero) / DAY;
    for (long over = Math.max(today + 1, day - days.length + 1); over <= day; over++) {
      int slot = (int) (over % days.length);
      total -= days[slot];
      days[slot] = 0;
    }
    today = day;
    days[(int) (day % days.length)] += bytes;
    total += bytes;
  }

  /** All of them together. */
  long total() {
    return total;
  }
}
