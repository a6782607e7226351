package dev.linkflux.quality;

import java.util.Arrays;

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

  private long period = -1;
  private long floor = UNKNOWN;

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
    return (int) (number % least.length);
  }

  /** -1 where nothing was ever answered. */
  long value() {
    return floor == UNKNOWN ? -1 : floor;
  }
}
