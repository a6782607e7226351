package dev.linkflux.probe;

/**
 * How long a reply may take before it is overdue: the retransmission timer of RFC 6298 section 2,
 * for one uplink and target. All times in nanoseconds. Not thread safe; owned by one {@link
 * Outstanding}.
 */
final class ReplyLimit {
  /**
   * No less than this, so that a scheduler's hiccup on either side is not taken for a delay of the
   * path.
   */
  private static final long FLOOR = 100_000_000;

  private static final long NO_SAMPLE = -1;

  private long smoothed = NO_SAMPLE;
  private long variation;

  /**
   * Takes how long a reply took from the sending until it was handled: for an exchange of several
   * round trips longer than the round-trip time (RFC 6298, 2.2 and 2.3; alpha 1/8, beta 1/4).
   */
  void sample(long rtt) {
    if (smoothed == NO_SAMPLE) {
      smoothed = rtt;
      variation = rtt / 2;
    } else {
      variation += (Math.abs(smoothed - rtt) - variation) / 4;
      smoothed += (rtt - smoothed) / 8;
    }
  }

  /** The limit in force now, from 100 ms to {@code most}; {@code most} before the first sample. */
  long limit(long most) {
    return smoothed == NO_SAMPLE ? most : Math.min(most, Math.max(FLOOR, smoothed + 4 * variation));
  }
}
