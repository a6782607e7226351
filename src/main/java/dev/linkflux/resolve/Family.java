package dev.linkflux.resolve;

import dev.linkflux.uplink.Nameserver;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one family of a name through one uplink, and until when. One owner. */
final class Family {
  /** The part of its time at the end of which it is renewed if somebody asks: a tenth. */
  private static final int RENEWED = 10;

  /** No longer before its end, so that a long TTL is made use of: about as often as checks are. */
  private static final long RENEWED_NANOS = Duration.ofSeconds(5).toNanos();

  /** What is shorter is not renewed before its end: it would be asked for oftener than it says. */
  private static final long SHORT_NANOS = Duration.ofSeconds(20).toNanos();

  private final int type;
  private final Bounds bounds;
  private @Nullable Found last;
  private List<Nameserver> asked = List.of();
  private long until;
  private long renewable;
  private int failures;

  /** Whether it is time to ask. */
  enum Due {
    /** What is known holds. */
    NO,
    /** It holds, for a little while. */
    SOON,
    /** It does not hold any more, or nothing is known. */
    NOW
  }

  /**
   * @param type of its records
   */
  Family(int type, Bounds bounds) {
    this.type = type;
    this.bounds = bounds;
  }

  int type() {
    return type;
  }

  /** What came of asking the last time; null if nothing yet. */
  @Nullable Found last() {
    return last;
  }

  /**
   * Whether to ask now.
   *
   * @param servers that would be asked: a failure of others is none of theirs
   */
  Due due(long now, List<Nameserver> servers) {
    if (last == null
        || now - until >= 0
        || (last instanceof Found.Failed && !asked.equals(servers))) {
      return Due.NOW;
    }
    return now - renewable >= 0 ? Due.SOON : Due.NO;
  }

  /** True if there are addresses, and for sure. */
  boolean holds(long now) {
    return last instanceof Found.Addresses && now - until < 0;
  }

  /**
   * Takes note.
   *
   * @param helpless true if there is no address of the name to serve with
   */
  void take(Found found, List<Nameserver> servers, long now, boolean helpless) {
    long lasts =
        switch (found) {
          case Found.Addresses(_, var ttl) -> bounds.addresses(ttl);
          case Found.Nothing(_, var ttl) -> bounds.nothing(ttl);
          case Found.Failed(_, var wasAsked) -> bounds.failure(wasAsked, failures, helpless);
          case Found.Withheld() -> bounds.withheld();
        };
    failures = found instanceof Found.Failed(_, var wasAsked) && wasAsked ? failures + 1 : 0;
    until = now + lasts;
    boolean ahead = found instanceof Found.Addresses && lasts >= SHORT_NANOS;
    renewable = ahead ? until - Math.min(lasts / RENEWED, RENEWED_NANOS) : until;
    if (!(found instanceof Found.Withheld) || last == null) {
      last = found;
      asked = servers;
    }
  }
}
