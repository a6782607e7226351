package dev.linkflux.quality;

/**
 * Long-term minimum of the round-trip time: of the present ten minutes and the ten before them, so
 * that a lasting change of the path is taken up. Nanoseconds. One owner.
 */
final class Floor {
  private static final long PERIOD = 600_000_000_000L;

  private long period = -1;
  private long present = Long.MAX_VALUE;
  private long before = Long.MAX_VALUE;

  void replied(long at, long rtt) {
    long now = at / PERIOD;
    if (now != period) {
      before = now == period + 1 ? present : Long.MAX_VALUE;
      present = Long.MAX_VALUE;
      period = now;
    }
    present = Math.min(present, rtt);
  }

  /** -1 where nothing was ever answered. */
  long value() {
    long least = Math.min(present, before);
    return least == Long.MAX_VALUE ? -1 : least;
  }
}
