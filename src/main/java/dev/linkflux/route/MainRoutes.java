package dev.linkflux.route;

import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The routes of the main table: the default route of each family, and those to the servers. What
 * carries is one route, what stands by is behind it at higher metrics.
 */
final class MainRoutes {
  private final List<Uplink> uplinks;
  private final Routing routing;
  private final Lineup lineup;
  private final List<Route> routes = new ArrayList<>();

  MainRoutes(List<Uplink> uplinks, Routing routing, Lineup lineup) {
    this.uplinks = uplinks;
    this.routing = routing;
    this.lineup = lineup;
  }

  /** Without a far end it is the default routes alone. Of two at one address the first counts. */
  List<Route> to(List<FarEnd> ends) {
    for (boolean ipv6 : new boolean[] {false, true}) {
      add(Prefix.everything(ipv6), lineup.carrying(), lineup.behind());
    }
    Set<InetAddress> known = new HashSet<>();
    for (FarEnd end : ends) {
      end.addresses().stream()
          .filter(address -> isFarAway(address) && known.add(address))
          .forEach(address -> add(end, address));
    }
    return routes;
  }

  private void add(FarEnd end, InetAddress address) {
    Prefix destination = Prefix.host(address);
    switch (end.through()) {
      case CARRYING -> add(destination, lineup.carrying(), lineup.behind());
      case EACH ->
          add(
              destination,
              Stream.concat(lineup.carrying().stream(), lineup.behind().stream()).toList(),
              List.of());
      case NONE -> {}
    }
  }

  /**
   * False for what the kernel has better routes to than we: neighbours on the network of an uplink,
   * and what never leaves a link or this machine.
   */
  private boolean isFarAway(InetAddress address) {
    return !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isMulticastAddress()
        && lineup.held().stream()
            .flatMap(facts -> facts.addresses().stream())
            .noneMatch(own -> WayOut.isOnLink(own, address));
  }

  private record Weighed(WayOut way, int weight) {}

  /**
   * Those that go together are one route. In IPv6 the kernel takes only hops with a gateway into
   * such a one ("Device only routes can not be added for IPv6 using the multipath API"): the others
   * follow, each by itself.
   *
   * <p>In IPv4 each hop of a group also stands behind it by itself: when an interface is deleted (a
   * modem is pulled), the kernel drops every group that it is in, whole and without a word, and
   * nobody may be there to make another. In IPv6 it drops the one hop alone.
   */
  private void add(Prefix destination, List<LinkFacts> together, List<LinkFacts> behind) {
    boolean ipv6 = destination.isIpv6();
    List<Weighed> group = new ArrayList<>();
    List<WayOut> single = new ArrayList<>();
    for (LinkFacts facts : together) {
      Uplink uplink = uplinks.get(facts.uplink().ordinal());
      WayOut way = WayOut.of(facts, uplink.device(), ipv6);
      if (way != null && ipv6 && way.gateway() == null) {
        single.add(way);
      } else if (way != null) {
        group.add(new Weighed(way, lineup.weight(uplink)));
      }
    }
    for (LinkFacts facts : behind) {
      WayOut way = WayOut.of(facts, uplinks.get(facts.uplink().ordinal()).device(), ipv6);
      if (way != null) {
        single.add(way);
      }
    }
    int metric = routing.metric();
    if (group.size() == 1) {
      single.addFirst(group.getFirst().way());
    } else if (!group.isEmpty()) {
      routes.add(multipath(destination, group, metric++));
      if (!ipv6) {
        single.addAll(0, group.stream().map(Weighed::way).toList());
      }
    }
    for (WayOut way : single) {
      routes.add(way.route(Route.MAIN, destination, metric++));
    }
  }

  /** Without a preferred source: that of one hop would be wrong on all others. */
  private static Route multipath(Prefix destination, List<Weighed> group, int metric) {
    List<Integer> weights = Weights.scaled(group.stream().map(Weighed::weight).toList());
    List<Hop> hops = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      hops.add(group.get(i).way().hop(weights.get(i)));
    }
    return new Route(Route.MAIN, destination, hops, metric, null);
  }
}
