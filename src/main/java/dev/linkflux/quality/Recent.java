package dev.linkflux.quality;

/**
 * The most recent replies of an uplink: those of the last span, but always some, so that sparse
 * probing has a median too. Times in nanoseconds. One owner; not thread safe.
 */
final class Recent {
  private static final int MOST = 64; // a power of two

  private final long span;
  private final int least;
  private final long[] times;
  private final long[] rtts;
  private final long[] sorted = new long[MOST];
  private int count;
  private int free;

  /** What was found last, and until when it stands if no reply comes. */
  private long median = -1;

  private long standsUntil = Long.MAX_VALUE;

  /**
   * @param least how many replies count however old they are, from 1
   */
  Recent(long span, int least) {
    this(span, least, new long[MOST], new long[MOST]);
  }

  private Recent(long span, int least, long[] times, long[] rtts) {
    this.span = span;
    this.least = Math.min(least, MOST);
    this.times = times;
    this.rtts = rtts;
  }

  /** The same by other bounds from now on; this one is of no use any more. */
  Recent successor(long otherSpan, int otherLeast) {
    Recent heir = new Recent(otherSpan, otherLeast, times, rtts);
    heir.count = count;
    heir.free = free;
    heir.standsUntil = count == 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    return heir;
  }

  void replied(long at, long rtt) {
    times[free] = at;
    rtts[free] = rtt;
    free = (free + 1) & (MOST - 1);
    count = Math.min(count + 1, MOST);
    standsUntil = Long.MIN_VALUE;
  }

  /**
   * Median, the lower of two; -1 where nothing was ever answered.
   *
   * @param now not before any moment before
   */
  long median(long now) {
    if (now >= standsUntil) {
      settle(now);
    }
    return median;
  }

  private void settle(long now) {
    int taken = 0;
    standsUntil = Long.MAX_VALUE;
    while (taken < count) {
      int slot = (free - 1 - taken) & (MOST - 1);
      if (taken >= least) {
        if (times[slot] <= now - span) {
          break;
        }
        standsUntil = times[slot] + span;
      }
      sortIn(rtts[slot], taken++);
    }
    median = sorted[(taken - 1) / 2];
  }

  private void sortIn(long rtt, int among) {
    int place = among;
    while (place > 0 && sorted[place - 1] > rtt) {
      sorted[place] = sorted[place - 1];
      place--;
    }
    sorted[place] = rtt;
  }
}
