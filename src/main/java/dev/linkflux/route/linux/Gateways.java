package dev.linkflux.route.linux;

import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.route.Routing;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the gateways of one uplink: as configured, else as somebody else's routes teach them. */
final class Gateways {
  /** The routes that other programs look at first, then the best. */
  private static final Comparator<RouteEntry> PREFERENCE =
      Comparator.comparing((RouteEntry route) -> route.table() != RouteEntry.TABLE_MAIN)
          .thenComparingLong(RouteEntry::metric);

  private final Uplink uplink;
  private final Routing routing;
  private final Map<IpFamily, Learnt> learnt = new EnumMap<>(IpFamily.class);

  Gateways(Uplink uplink, Routing routing) {
    this.uplink = uplink;
    this.routing = routing;
  }

  /**
   * A gateway, and where it was learnt.
   *
   * @param index of the interface
   * @param networks that the interface was in
   */
  private record Learnt(int index, Set<Prefix> networks, InetAddress gateway) {
    boolean holdsFor(int now, Set<Prefix> present) {
      return index == now && !Collections.disjoint(networks, present);
    }
  }

  /**
   * At most one a family, IPv4 first.
   *
   * @param index of the interface
   * @param addresses that the interface has
   * @param routes default routes of all tables
   */
  List<InetAddress> of(int index, List<Prefix> addresses, List<RouteEntry> routes) {
    List<InetAddress> found = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      InetAddress configured = uplink.gatewayLike(family.any());
      InetAddress gateway =
          configured == null ? learn(family, index, addresses, routes) : configured;
      if (gateway != null) {
        found.add(gateway);
      }
    }
    return found;
  }

  /**
   * The one of somebody else's best default route (that of a DHCP client, of a router
   * advertisement). What was learnt is kept for as long as the interface is the same and has an
   * address of the same network: a link that goes down takes its routes with it, and whoever made
   * them may take long to make them again, or never do it; the gateway is still the same when the
   * carrier returns.
   */
  private @Nullable InetAddress learn(
      IpFamily family, int index, List<Prefix> addresses, List<RouteEntry> routes) {
    List<Prefix> own =
        addresses.stream().filter(one -> IpFamily.of(one.address()) == family).toList();
    Set<Prefix> networks = own.stream().map(Prefix::network).collect(Collectors.toSet());
    InetAddress gateway =
        best(family, index, routes, route -> route.protocol() != routing.protocol());
    Learnt before = learnt.get(family);
    if (gateway == null && before != null && before.index() == index) {
      return before.holdsFor(index, networks) ? before.gateway() : null;
    }
    if (gateway == null) {
      gateway = best(family, index, routes, route -> isFromEarlierRun(route, own));
    }
    if (gateway != null && !networks.isEmpty()) {
      learnt.put(family, new Learnt(index, networks, gateway));
    }
    return gateway;
  }

  /** Our own route of an earlier run knows what that run had learnt. */
  private boolean isFromEarlierRun(RouteEntry route, List<Prefix> own) {
    return route.protocol() == routing.protocol()
        && route.table() == routing.tables() + uplink.id().ordinal()
        && own.stream().anyMatch(one -> one.address().equals(route.preferredSource()));
  }

  private static @Nullable InetAddress best(
      IpFamily family, int index, List<RouteEntry> routes, Predicate<RouteEntry> whose) {
    return routes.stream()
        .filter(route -> route.family() == family)
        .filter(route -> route.type() == RouteEntry.UNICAST)
        .filter(whose)
        .sorted(PREFERENCE)
        .flatMap(route -> hops(route, index))
        .filter(gateway -> IpFamily.of(gateway) == family)
        .findFirst()
        .orElse(null);
  }

  private static Stream<InetAddress> hops(RouteEntry route, int index) {
    if (route.nextHops().isEmpty()) {
      return route.interfaceIndex() == index ? Stream.ofNullable(route.gateway()) : Stream.empty();
    }
    return route.nextHops().stream()
        .filter(hop -> hop.interfaceIndex() == index)
        .map(hop -> hop.gateway())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull);
  }
}
