package dev.linkflux.resolve;

import java.time.Duration;

/** At most so many within any minute. One owner. */
final class Pace {
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final long[] moments;
  private long taken;

  /**
   * @param most within any minute; from 1
   */
  Pace(int most) {
    this.moments = new long[most];
  }

  /** Whether there may be one more now; {@link #take} counts it. */
  boolean allows(long now) {
    return taken < moments.length || now - moments[next()] >= MINUTE_NANOS;
  }

  /** Counts one, if there may be one. */
  boolean take(long now) {
    if (!allows(now)) {
      return false;
    }
    moments[next()] = now;
    taken++;
    return true;
  }

  /** Where the oldest stands. */
  private int next() {
    return (int) (taken % moments.length);
  }
}
