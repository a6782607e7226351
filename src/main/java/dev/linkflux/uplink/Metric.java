package dev.linkflux.uplink;

/** A figure of quality that can be demanded. */
public enum Metric {
  /** Lost share of the probes, there and back (RFC 6673); a ratio from 0 to 1. */
  LOSS(false),
  /** Round-trip time (RFC 2681), median of the recent replies; nanoseconds. */
  RTT(true),
  /** Smoothed mean difference of neighbours (RFC 3550 section 6.4.1); nanoseconds. */
  JITTER(true),
  /** Round-trip time over the window's minimum (RFC 5481), 95th percentile; nanoseconds. */
  PDV(true),
  /**
   * Round-trip time, median of the recent replies, over the uplink's long-term minimum: what waits
   * in queues; nanoseconds.
   */
  RISE(true);

  private final boolean duration;

  Metric(boolean duration) {
    this.duration = duration;
  }

  /** True if the figure is in nanoseconds, false if it is a ratio. */
  public boolean isDuration() {
    return duration;
  }
}
