package dev.linkflux.probe;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What the shell saw of a probe; the only thing that it says about probes. */
public sealed interface Observation extends Event {
  ProbeId id();

  /** It has left through its uplink. */
  record Sent(Moment at, ProbeId id) implements Observation {}

  /**
   * A reply with the right sequence and token came from the asked address.
   *
   * @param rtt round-trip time in nanoseconds, by the best clock there was
   * @param reflected how many probes of this session the far end has had, this one included, as it
   *     says (RFC 8762 section 4.3.1: its sequence number); {@link #UNTOLD} if it does not say
   */
  record Returned(Moment at, ProbeId id, long rtt, long reflected) implements Observation {
    public static final long UNTOLD = -1;

    public Returned(Moment at, ProbeId id, long rtt) {
      this(at, id, rtt, UNTOLD);
    }
  }

  /**
   * The network says that it cannot be delivered (RFC 792, RFC 4443), or the far end gave another
   * answer than the one that was asked for.
   *
   * @param type ICMP type, or {@link #NO_ICMP}
   * @param code ICMP code, or {@link #NO_ICMP}
   * @param reporter who said so, or null if unknown
   * @param reason in words what came instead of the answer, such as {@code status 302, not 204};
   *     null if type and code say it all
   */
  record Bounced(
      Moment at,
      ProbeId id,
      int type,
      int code,
      @Nullable InetAddress reporter,
      @Nullable String reason)
      implements Observation {
    public static final int NO_ICMP = -1;

    public Bounced(Moment at, ProbeId id, int type, int code, @Nullable InetAddress reporter) {
      this(at, id, type, code, reporter, null);
    }

    /** Another answer than the one that was asked for. */
    public Bounced(Moment at, ProbeId id, @Nullable InetAddress reporter, String reason) {
      this(at, id, NO_ICMP, NO_ICMP, reporter, reason);
    }
  }

  /**
   * This machine could not send it; never a loss.
   *
   * @param reason what the kernel said, such as {@code ENETUNREACH}, or one of the words below
   */
  record Withheld(Moment at, ProbeId id, String reason) implements Observation {
    /** No route leads to the target through this uplink. */
    public static final String NO_GATEWAY = "no-gateway";

    /** The target's name could not be resolved. */
    public static final String NO_NAME = "no-name";
  }
}
