package dev.linkflux.quality;

/**
 * Smoothed mean difference of neighbouring round-trip times of one target, with gain 1/16 (RFC 3550
 * section 6.4.1 and appendix A.8; defined there for transit times, applied here to round trips). A
 * reply that was overtaken is left out: probes overlap when the path gets slow, and a change of the
 * path is one difference, not many. So is a difference across a pause: what lies between is not a
 * stream any more. Nanoseconds. One owner.
 */
final class Jitter {
  /** Replies that are farther apart are no neighbours: as far as an uplink at rest is asked. */
  static final long PAUSE = 10_000_000_000L;

  private long last = -1;
  private long lastAt;
  private long lastSequence = -1;
  private double smoothed;
  private int differences;

  void replied(long at, long sequence, long rtt) {
    if (sequence < lastSequence) {
      return;
    }
    lastSequence = sequence;
    if (last >= 0 && at - lastAt <= PAUSE) {
      smoothed += (Math.abs(rtt - last) - smoothed) / 16;
      differences++;
    }
    last = rtt;
    lastAt = at;
  }

  boolean isKnown() {
    return differences > 0;
  }

  long value() {
    return Math.round(smoothed);
  }
}
