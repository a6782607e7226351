package dev.linkflux.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was spent on each of the last 31 days, the present one included; days begin with the first
 * one's hour. Moments in nanoseconds. One owner; not thread safe.
 */
final class SpendingDays {
  private static final long DAY = Duration.ofDays(1).toNanos();

  private long zero;
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

  /** What was spent on each, the present one first. */
  List<Long> newest() {
    List<Long> newest = new ArrayList<>(days.length);
    for (int back = 0; back < days.length; back++) {
      newest.add(days[Math.floorMod(today - back, days.length)]);
    }
    return List.copyOf(newest);
  }

  /** When the present day began. */
  long began() {
    return zero + today * DAY;
  }

  /**
   * Goes on from what was told before.
   *
   * @param began when the first of them began
   * @param newest of any length; what is older than 31 days is left out
   * @param now not before any moment of that
   */
  void recall(long began, List<Long> newest, long now) {
    zero = Math.min(began, now);
    today = 0;
    total = 0;
    Arrays.fill(days, 0);
    for (int back = 0; back < Math.min(newest.size(), days.length); back++) {
      days[Math.floorMod(-back, days.length)] = newest.get(back);
      total += newest.get(back);
    }
    add(now, 0);
  }

  /** All of them together. */
  long total() {
    return total;
  }
}
