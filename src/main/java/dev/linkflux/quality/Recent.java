package dev.linkflux.quality;

import java.util.Arrays;

/**
 * The most recent replies of an uplink: those of the last span, but always some, so that sparse
 * probing has a median too. Times in nanoseconds. One owner; not thread safe.
 */
final class Recent {
  private static final int MOST = 64;

  private final long span;
  private final int least;
  private final long[] times = new long[MOST];
  private final long[] rtts = new long[MOST];
  private final long[] scratch = new long[MOST];
  private int count;
  private int free;

  /**
   * @param least how many replies count however old they are, from 1
   */
  Recent(long span, int least) {
    this.span = span;
    this.least = Math.min(least, MOST);
  }

  void replied(long at, long rtt) {
    times[free] = at;
    rtts[free] = rtt;
    free = (free + 1) % MOST;
    count = Math.min(count + 1, MOST);
  }

  /** Median, the lower of two; -1 where nothing was ever answered. */
  long median(long now) {
    int taken = 0;
    while (taken < count) {
      int slot = (free - 1 - taken + MOST) % MOST;
      if (taken >= least && times[slot] <= now - span) {
        break;
      }
      scratch[taken++] = rtts[slot];
    }
    if (taken == 0) {
      return -1;
    }
    Arrays.sort(scratch, 0, taken);
    return scratch[(taken - 1) / 2];
  }
}
