package dev.linkflux.route;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/**
 * Whether, in the main table, somebody else's default route goes before ours and leads through the
 * uplinks alone: such as that of a DHCP client that was not told otherwise, of metric 0. A tunnel
 * for all traffic is none.
 *
 * @param ipv4 if there is such a one of IPv4
 * @param ipv6 if there is such a one of IPv6
 */
public record Rivalled(Moment at, boolean ipv4, boolean ipv6) implements Event {
  /** There is none. */
  public static final Rivalled NOT = new Rivalled(Moment.ZERO, false, false);

  boolean in(boolean sixth) {
    return sixth ? ipv6 : ipv4;
  }
}
