package dev.linkflux.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Long-term minimum of the round-trip time of one target: of the present quarter of an hour and the
 * {@value #BEFORE} before it. Six hours span a congested evening, which so does not become the
 * floor itself; a lasting change of the path to a longer one is taken up within the same day, one
 * to a shorter one at once. (The ten minutes of RFC 6817 section 2.4.2 are for one transfer.) A
 * reply costs O(1), but for the first of a period. Nanoseconds. One owner; not thread safe.
 */
final class Floor {
  static final long PERIOD = 900_000_000_000L;
  static final int BEFORE = 24;

  private static final long UNKNOWN = Long.MAX_VALUE;

  /** The minimum of each period, at its number modulo their count; the present one included. */
  private final long[] least = new long[BEFORE + 1];

  /** How often it is told at most: flash memory, that it is kept on, wears out. */
  private static final long SELDOM = 60_000_000_000L;

  private long period = -1;
  private long floor = UNKNOWN;
  private long toldFrom = Long.MIN_VALUE;
  private long toldPeriod = -1;
  private long toldFloor = UNKNOWN;

  Floor() {
    Arrays.fill(least, UNKNOWN);
  }

  void replied(long at, long rtt) {
    long now = at / PERIOD;
    if (now != period) {
      begin(now);
    }
    int slot = slot(now);
    least[slot] = Math.min(least[slot], rtt);
    floor = Math.min(floor, rtt);
  }

  /** Periods without a reply are forgotten like all others. */
  private void begin(long now) {
    long skipped = Math.min(now - period, least.length);
    for (long begun = now - skipped + 1; begun <= now; begun++) {
      least[slot(begun)] = UNKNOWN;
    }
    period = now;
    floor = UNKNOWN;
    for (long one : least) {
      floor = Math.min(floor, one);
    }
  }

  private int slot(long number) {
    return Math.floorMod(number, least.length);
  }

  /** It has changed by a twentieth, or there is another period, and it was not told of late. */
  boolean isNews(long at) {
    boolean news =
        floor != UNKNOWN
            && at >= toldFrom
            && (period != toldPeriod || Math.abs(floor - toldFloor) > toldFloor / 20);
    if (news) {
      toldFrom = at + SELDOM;
      toldPeriod = period;
      toldFloor = floor;
    }
    return news;
  }

  /** The minimum of each period, the present one first; -1 where nothing was answered. */
  List<Long> told() {
    List<Long> newest = new ArrayList<>(least.length);
    for (int back = 0; back < least.length; back++) {
      long one = least[slot(period - back)];
      newest.add(one == UNKNOWN ? -1 : one);
    }
    return List.copyOf(newest);
  }

  /**
   * Goes on from what was told before; a period ends by up to its own length sooner or later then.
   *
   * @param at now
   * @param age how long ago it was told, from 0
   */
  void recall(long at, long age, List<Long> newest) {
    Arrays.fill(least, UNKNOWN);
    period = at / PERIOD;
    floor = UNKNOWN;
    long skipped = Math.min(age / PERIOD, least.length);
    for (int back = 0; back < newest.size() && back + skipped < least.length; back++) {
      long one = newest.get(back);
      if (one >= 0) {
        least[slot(period - back - skipped)] = one;
        floor = Math.min(floor, one);
      }
    }
    toldPeriod = period;
    toldFloor = floor;
  }

  /** -1 where nothing was ever answered. */
  long value() {
    return floor == UNKNOWN ? -1 : floor;
  }
}
