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
   */
  record Returned(Moment at, ProbeId id, long rtt) implements Observation {}

  /**
   * The network says that it cannot be delivered (RFC 792, RFC 4443).
   *
   * @param type ICMP type
   * @param code ICMP code
   * @param reporter who said so, or null if unknown
   */
  record Bounced(Moment at, ProbeId id, int type, int code, @Nullable InetAddress reporter)
      implements Observation {}

  /**
   * This machine could not send it; never a loss.
   *
   * @param reason what the kernel said, such as {@code ENETUNREACH}
   */
  record Withheld(Moment at, ProbeId id, String reason) implements Observation {}
}
