package dev.linkflux.resolve;

import dev.linkflux.uplink.Naming;
import java.time.Duration;

/** For how long an outcome holds, in nanoseconds, within the bounds of the configuration. */
final class Bounds {
  /** That there is nothing; RFC 2308 section 5 would allow hours, a router is set up now. */
  private static final Duration LONGEST_NOTHING = Duration.ofMinutes(5);

  /** A failure, at least (RFC 9520 section 3.2). */
  private static final Duration SHORTEST_FAILURE = Duration.ofSeconds(1);

  /** A failure, however often it was met; RFC 9520 section 3.2 would allow five minutes. */
  private static final Duration LONGEST_FAILURE = Duration.ofMinutes(1);

  /** A failure while no address at all is known: then every second counts. */
  private static final Duration LONGEST_HELPLESS = Duration.ofSeconds(10);

  /** Where nothing could be sent, nobody is spared by waiting. */
  private static final Duration NOT_SENT = Duration.ofSeconds(1);

  private static final int DOUBLINGS = 16;

  private final Naming naming;

  Bounds(Naming naming) {
    this.naming = naming;
  }

  /** Addresses with that TTL. */
  long addresses(Duration ttl) {
    return within(ttl, naming.maxTtl());
  }

  /** That there are none, with that TTL. */
  long nothing(Duration ttl) {
    return within(ttl, least(LONGEST_NOTHING, naming.maxTtl()));
  }

  /**
   * A failure, twice as long each time (RFC 9520 section 3.2).
   *
   * @param times in a row before this one
   * @param helpless true if there is no address to serve with
   */
  long failure(boolean asked, int times, boolean helpless) {
    if (!asked) {
      return NOT_SENT.toNanos();
    }
    Duration first = most(naming.minTtl(), SHORTEST_FAILURE);
    Duration doubled = first.multipliedBy(1L << Math.min(times, DOUBLINGS));
    return within(doubled, helpless ? LONGEST_HELPLESS : LONGEST_FAILURE);
  }

  /** The limit lets nobody be asked now. */
  long withheld() {
    return NOT_SENT.toNanos();
  }

  private long within(Duration wanted, Duration longest) {
    return most(least(wanted, longest), naming.minTtl()).toNanos();
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration most(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
