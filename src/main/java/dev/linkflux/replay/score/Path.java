package dev.linkflux.replay.score;

/** The round-trip times of one target against one another. Nanoseconds. One owner. */
final class Path {
  /** Answers that are farther apart are no neighbours. */
  private static final long PAUSE = 10_000_000_000L;

  private static final long LATELY = 30_000_000_000L;
  private static final long LONG_TERM = 3 * 3_600_000_000_000L;
  private static final long UNKNOWN = -1;

  private final Least lately = new Least(LATELY);
  private final Least longTerm = new Least(LONG_TERM);
  private long sent = UNKNOWN;
  private long rtt;
  private long difference = UNKNOWN;

  /** The least of the present period and the one before it. */
  private static final class Least {
    private final long period;
    private long ends = Long.MIN_VALUE;
    private long before = Long.MAX_VALUE;
    private long now = Long.MAX_VALUE;

    Least(long period) {
      this.period = period;
    }

    void take(long at, long value) {
      if (at >= ends) {
        before = at - ends < period ? now : Long.MAX_VALUE;
        now = Long.MAX_VALUE;
        ends = at - at % period + period;
      }
      now = Math.min(now, value);
    }

    long value() {
      return Math.min(before, now);
    }
  }

  void answered(long at, long took) {
    difference = sent == UNKNOWN || at - sent > PAUSE ? UNKNOWN : Math.abs(took - rtt);
    sent = at;
    rtt = took;
    lately.take(at, took);
    longTerm.take(at, took);
  }

  /** From the answer before it; -1 if there was none shortly before. */
  long difference() {
    return difference;
  }

  /** Over the least of the last half minute to a minute. */
  long overLately() {
    return rtt - lately.value();
  }

  /** Over the least of the last three to six hours. */
  long overLongTerm() {
    return rtt - longTerm.value();
  }
}
