package dev.linkflux.probe.udp;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Time stamps of 64 bits: NTP's (RFC 5905 section 6: seconds since 1900 and their fraction, 32 bits
 * each) and PTPv2's (RFC 8186 section 2.1: seconds and nanoseconds, 32 bits each). Both begin anew
 * every 136 years, so only differences are taken, the shorter way round.
 */
final class StampTime {
  static final long NANOS = 1_000_000_000L;

  /** Seconds from 1900 to 1970 (RFC 868). */
  private static final long EPOCH = 2_208_988_800L;

  private static final long LOW = 0xffff_ffffL;

  private StampTime() {}

  /** The wall clock, in nanoseconds since 1970. */
  static long wallNow() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS + now.getNano();
  }

  /**
   * In NTP's format.
   *
   * @param wallNanos nanoseconds since 1970
   */
  static long ntp(long wallNanos) {
    long seconds = Math.floorDiv(wallNanos, NANOS) + EPOCH;
    long fraction = (Math.floorMod(wallNanos, NANOS) << 32) / NANOS;
    return seconds << 32 | fraction;
  }

  /** Nanoseconds from one time stamp of NTP to another, negative if it is the earlier one. */
  static long ntpBetween(long from, long to) {
    long difference = to - from;
    return (difference >> 32) * NANOS + (((difference & LOW) * NANOS) >>> 32);
  }

  /**
   * Nanoseconds from one time stamp to another, both of the same clock.
   *
   * @param ptp true if they are in PTPv2's format
   * @return empty if one is no time stamp: its nanoseconds are a second or more
   */
  static OptionalLong between(long from, long to, boolean ptp) {
    if (!ptp) {
      return OptionalLong.of(ntpBetween(from, to));
    }
    long fromNanos = from & LOW;
    long toNanos = to & LOW;
    if (fromNanos >= NANOS || toNanos >= NANOS) {
      return OptionalLong.empty();
    }
    long seconds = (int) ((to >>> 32) - (from >>> 32));
    return OptionalLong.of(seconds * NANOS + toNanos - fromNanos);
  }
}
