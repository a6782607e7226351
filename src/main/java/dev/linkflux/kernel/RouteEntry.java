package dev.linkflux.kernel;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route, as the kernel has it or shall have it.
 *
 * @param gateway the next router of a single-path route, if there is one; for an IPv4 route it may
 *     be an IPv6 address
 * @param interfaceIndex where a single-path route leaves; 0 if there is no such place
 * @param metric 0 to 2^32-1, the smaller is preferred (IPv6 takes 0 for 1024)
 * @param table the routing table, 254 is main
 * @param protocol who made the route: RTPROT_...
 * @param scope RT_SCOPE_...: 0 universe, 253 link, 254 host
 * @param type RTN_...: {@link #UNICAST}, {@link #BLACKHOLE}, ...
 * @param onLink take the gateway as a neighbour even if no address says so
 * @param preferredSource the address to send from, if the route says
 * @param nextHops of a multipath route, otherwise empty
 */
public record RouteEntry(
    IpPrefix destination,
    @Nullable InetAddress gateway,
    int interfaceIndex,
    long metric,
    long table,
    int protocol,
    int scope,
    int type,
    boolean onLink,
    @Nullable InetAddress preferredSource,
    List<NextHop> nextHops) {
  public static final long TABLE_MAIN = 254;
  public static final int SCOPE_UNIVERSE = 0;
  public static final int SCOPE_LINK = 253;
  public static final int UNICAST = 1;
  public static final int LOCAL = 2;
  public static final int BLACKHOLE = 6;
  public static final int UNREACHABLE = 7;
  public static final int PROHIBIT = 8;
  public static final int THROW = 9;

  public RouteEntry {
    nextHops = List.copyOf(nextHops);
  }

  /** A unicast route through a router. */
  public static RouteEntry via(
      IpPrefix destination,
      InetAddress gateway,
      int interfaceIndex,
      long metric,
      long table,
      int protocol) {
    return new RouteEntry(
        destination,
        gateway,
        interfaceIndex,
        metric,
        table,
        protocol,
        SCOPE_UNIVERSE,
        UNICAST,
        false,
        null,
        List.of());
  }

  /** A unicast route straight onto a link. */
  public static RouteEntry onto(
      IpPrefix destination, int interfaceIndex, long metric, long table, int protocol) {
    // IPv6 has no scopes: its routes are all of the universe.
    int scope = destination.family() == IpFamily.V4 ? SCOPE_LINK : SCOPE_UNIVERSE;
    return new RouteEntry(
        destination,
        null,
        interfaceIndex,
        metric,
        table,
        protocol,
        scope,
        UNICAST,
        false,
        null,
        List.of());
  }

  /** A unicast route over several ways, shared by weight. */
  public static RouteEntry multipath(
      IpPrefix destination, List<NextHop> nextHops, long metric, long table, int protocol) {
    return new RouteEntry(
        destination,
        null,
        0,
        metric,
        table,
        protocol,
        SCOPE_UNIVERSE,
        UNICAST,
        false,
        null,
        nextHops);
  }

  /** The same, with the gateway taken as a neighbour even if no address says so. */
  public RouteEntry withOnLink(boolean value) {
    return new RouteEntry(
        destination,
        gateway,
        interfaceIndex,
        metric,
        table,
        protocol,
        scope,
        type,
        value,
        preferredSource,
        nextHops);
  }

  /** The same, sent from this address. */
  public RouteEntry withPreferredSource(InetAddress value) {
    return new RouteEntry(
        destination,
        gateway,
        interfaceIndex,
        metric,
        table,
        protocol,
        scope,
        type,
        onLink,
        value,
        nextHops);
  }

  public IpFamily family() {
    return destination.family();
  }
}
