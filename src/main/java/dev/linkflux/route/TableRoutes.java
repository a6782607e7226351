package dev.linkflux.route;

import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The routes of an uplink's own table: the networks on its link, then the default route. */
final class TableRoutes {
  private TableRoutes() {}

  static List<Route> of(LinkFacts facts, String device, Routing routing) {
    int table = routing.table(facts.uplink());
    List<Route> routes = new ArrayList<>(networks(facts, device, table, routing.metric()));
    for (boolean ipv6 : new boolean[] {false, true}) {
      WayOut way = WayOut.of(facts, device, ipv6);
      if (way != null) {
        routes.add(way.route(table, Prefix.everything(ipv6), routing.metric()));
      }
    }
    return routes;
  }

  /** Of several addresses in one network the first is its source. */
  private static List<Route> networks(LinkFacts facts, String device, int table, int metric) {
    List<Route> routes = new ArrayList<>();
    Set<Prefix> known = new HashSet<>();
    for (Prefix address : facts.addresses()) {
      Prefix network = address.network();
      if (!address.isHost() && network.length() > 0 && known.add(network)) {
        routes.add(
            new Route(table, network, null, device, facts.index(), metric, address.address()));
      }
    }
    return routes;
  }
}
