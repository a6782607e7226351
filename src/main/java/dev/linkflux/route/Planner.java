package dev.linkflux.route;

import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel should hold, from the facts of the links and the election: a table for each
 * uplink with rules that lead into it, and the main default route through what carries, with what
 * stands by behind it at higher metrics.
 */
final class Planner {
  private static final int WHOLE_MARK = 0xffff;

  /**
   * Priorities kept for the rules of one uplink: by interface, by mark, and by each source address.
   */
  private static final int RULES_EACH = 16;

  private final List<Uplink> uplinks;
  private final Routing routing;

  private final List<Route> routes = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();

  Planner(List<Uplink> uplinks, Routing routing) {
    this.uplinks = uplinks;
    this.routing = routing;
  }

  /** An uplink that can be used: its table, and the rules that lead into it. */
  void addUplink(LinkFacts facts) {
    int table = routing.tables() + facts.uplink().ordinal();
    int mark = routing.marks() + facts.uplink().ordinal();
    int priority = routing.priority() + facts.uplink().ordinal() * RULES_EACH;
    addNetworks(facts, table);
    for (boolean ipv6 : new boolean[] {false, true}) {
      if (!addDefault(facts, table, ipv6, routing.metric())) {
        continue;
      }
      int next = priority;
      rules.add(new Rule(next++, ipv6, null, 0, 0, device(facts), table));
      rules.add(new Rule(next++, ipv6, null, mark, WHOLE_MARK, null, table));
      for (Prefix address : facts.addresses()) {
        if (address.isIpv6() == ipv6 && next < priority + RULES_EACH) {
          rules.add(new Rule(next++, ipv6, Prefix.host(address.address()), 0, 0, null, table));
        }
      }
    }
  }

  /** The networks on the link; of several addresses in one network the first is its source. */
  private void addNetworks(LinkFacts facts, int table) {
    Set<Prefix> known = new HashSet<>();
    for (Prefix address : facts.addresses()) {
      Prefix network = address.network();
      if (!address.isHost() && known.add(network)) {
        routes.add(route(facts, table, network, null, routing.metric(), address.address()));
      }
    }
  }

  /**
   * The main default routes: the first one carries, the others stand by.
   *
   * @return false if none of them has a way out
   */
  boolean addMain(List<LinkFacts> inOrder) {
    int before = routes.size();
    for (boolean ipv6 : new boolean[] {false, true}) {
      int metric = routing.metric();
      for (LinkFacts facts : inOrder) {
        if (addDefault(facts, Route.MAIN, ipv6, metric)) {
          metric++;
        }
      }
    }
    return routes.size() > before;
  }

  List<Route> routes() {
    return routes;
  }

  List<Rule> rules() {
    return rules;
  }

  /** False if the uplink has no way out in that family. */
  private boolean addDefault(LinkFacts facts, int table, boolean ipv6, int metric) {
    Prefix address =
        facts.addresses().stream().filter(one -> one.isIpv6() == ipv6).findFirst().orElse(null);
    InetAddress gateway =
        facts.gateways().stream()
            .filter(one -> Prefix.host(one).isIpv6() == ipv6)
            .findFirst()
            .orElse(null);
    if (address == null || (gateway == null && !facts.pointToPoint())) {
      return false;
    }
    routes.add(route(facts, table, Prefix.everything(ipv6), gateway, metric, address.address()));
    return true;
  }

  private Route route(
      LinkFacts facts,
      int table,
      Prefix destination,
      @Nullable InetAddress gateway,
      int metric,
      InetAddress source) {
    return new Route(table, destination, gateway, device(facts), facts.index(), metric, source);
  }

  private String device(LinkFacts facts) {
    UplinkId id = facts.uplink();
    return uplinks.get(id.ordinal()).device();
  }
}
