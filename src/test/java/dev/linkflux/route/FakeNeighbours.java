package dev.linkflux.route;

import dev.linkflux.route.FakeRoutes.Held;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the hops of a route lead anywhere, as the {@link FakeKernel} checks before it takes it.
 */
record FakeNeighbours(FakeLinks links, List<Held> routes) {
  /** Null if they do, else what the kernel says. */
  @Nullable String refusal(Route route, Predicate<Hop> onLink) {
    boolean ipv6 = route.destination().isIpv6();
    Set<Hop> once = new HashSet<>();
    for (Hop hop : route.hops()) {
      InetAddress gateway = hop.gateway();
      if (links.at(hop.index()) == null) {
        return "ENODEV";
      }
      if (!links.isUp(hop.index())) {
        return "ENETDOWN";
      }
      if (gateway == null) {
        if (ipv6 && route.isMultipath()) {
          return "EINVAL: Device only routes can not be added for IPv6 using the multipath API.";
        }
      } else if (!isNeighbour(gateway, hop, route.table(), onLink)) {
        return "ENETUNREACH: Nexthop has invalid gateway.";
      }
      if (ipv6 && !once.add(FakeRoutes.way(hop))) {
        return "EEXIST";
      }
    }
    InetAddress source = route.source();
    return source == null || links.holds(source) ? null : "EINVAL: Invalid source address";
  }

  /** Whether a network, of that table or of an address, says that the gateway is a neighbour. */
  boolean reaches(InetAddress gateway, int index, int table) {
    return links.connects(index, gateway)
        || routes.stream()
            .map(Held::route)
            .filter(route -> route.table() == table && !route.isMultipath())
            .anyMatch(
                route ->
                    route.hops().getFirst().index() == index
                        && !FakeRoutes.hasGateway(route)
                        && FakeLinks.contains(route.destination(), gateway));
  }

  private boolean isNeighbour(InetAddress gateway, Hop hop, int table, Predicate<Hop> onLink) {
    return onLink.test(hop)
        || (gateway instanceof Inet6Address && gateway.isLinkLocalAddress())
        || reaches(gateway, hop.index(), table);
  }
}
