package dev.linkflux.route.linux;

import dev.linkflux.kernel.AddressEntry;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.IpPrefix;
import dev.linkflux.kernel.NextHop;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.RuleEntry;
import dev.linkflux.route.Hop;
import dev.linkflux.route.Route;
import dev.linkflux.route.Rule;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Translates routes and rules between our words and those of the kernel. */
final class Entries {
  /** A place that no plan names: for what carries our number, but is nothing that we would make. */
  private static final int NOWHERE = 0;

  /** linux/if_addr.h; network managers that make their routes themselves set it. */
  private static final long IFA_F_NOPREFIXROUTE = 0x200;

  private Entries() {}

  /**
   * A route as the kernel takes it.
   *
   * @param onLink whether a gateway is to be taken as a neighbour even if no address says so
   */
  static RouteEntry entry(Route route, int protocol, Predicate<Hop> onLink) {
    IpPrefix destination = prefix(route.destination());
    if (route.isMultipath()) {
      List<NextHop> hops =
          route.hops().stream()
              .map(hop -> new NextHop(hop.gateway(), hop.index(), hop.weight(), onLink.test(hop)))
              .toList();
      return sourced(
          RouteEntry.multipath(destination, hops, route.metric(), route.table(), protocol), route);
    }
    Hop hop = route.hops().getFirst();
    InetAddress gateway = hop.gateway();
    return sourced(
        gateway == null
            ? RouteEntry.onto(destination, hop.index(), route.metric(), route.table(), protocol)
            : RouteEntry.via(
                    destination, gateway, hop.index(), route.metric(), route.table(), protocol)
                .withOnLink(onLink.test(hop)),
        route);
  }

  private static RouteEntry sourced(RouteEntry entry, Route route) {
    InetAddress source = route.source();
    return source == null ? entry : entry.withPreferredSource(source);
  }

  /**
   * A route of the kernel in our words. One that we would not make (a black hole) leads through
   * interface 0 there, and so is equal to none that we want.
   *
   * @param names of the interfaces, by index
   */
  static Route route(RouteEntry entry, Map<Integer, String> names) {
    return new Route(
        (int) entry.table(),
        prefix(entry.destination()),
        hops(entry, names),
        (int) entry.metric(),
        entry.preferredSource());
  }

  private static List<Hop> hops(RouteEntry entry, Map<Integer, String> names) {
    if (!entry.nextHops().isEmpty()) {
      return entry.nextHops().stream()
          .map(
              hop ->
                  new Hop(
                      hop.gateway(),
                      names.getOrDefault(hop.interfaceIndex(), "-"),
                      hop.interfaceIndex(),
                      hop.weight()))
          .toList();
    }
    int index = entry.type() == RouteEntry.UNICAST ? entry.interfaceIndex() : NOWHERE;
    return List.of(new Hop(entry.gateway(), names.getOrDefault(index, "-"), index));
  }

  /** What the kernel tells routes apart by. */
  static Route.Key key(RouteEntry entry) {
    return new Route.Key((int) entry.table(), prefix(entry.destination()), (int) entry.metric());
  }

  /** A rule as the kernel takes it. */
  static RuleEntry entry(Rule rule, int protocol) {
    IpPrefix all = IpPrefix.all(rule.ipv6() ? IpFamily.V6 : IpFamily.V4);
    Prefix source = rule.source();
    return new RuleEntry(
        rule.priority(),
        source == null ? all : prefix(source),
        all,
        rule.mark(),
        rule.mask(),
        null,
        rule.outgoing(),
        RuleEntry.LOOKUP,
        rule.table(),
        rule.suppressed(),
        false,
        protocol);
  }

  /**
   * A rule of the kernel in our words. One that we would not make leads to table 0 there, and so is
   * equal to none that we want.
   */
  static Rule rule(RuleEntry entry) {
    Rule rule = rule(entry, (int) entry.table());
    return entry(rule, entry.protocol()).equals(entry) ? rule : rule(entry, NOWHERE);
  }

  private static Rule rule(RuleEntry entry, int table) {
    return new Rule(
        (int) entry.priority(),
        entry.family() == IpFamily.V6,
        entry.from().length() == 0 ? null : prefix(entry.from()),
        entry.mark(),
        entry.markMask(),
        entry.outputInterface(),
        table,
        entry.suppressPrefixLength());
  }

  /** Whether the kernel has made a route to the network of the address: then it is in main. */
  static boolean hasNetworkRoute(AddressEntry address) {
    return (address.flags() & IFA_F_NOPREFIXROUTE) == 0;
  }

  /** The network that an address says is on its link. */
  static IpPrefix network(AddressEntry address) {
    return IpPrefix.around(address.address(), address.prefixLength());
  }

  static IpPrefix prefix(Prefix prefix) {
    return new IpPrefix(prefix.address(), prefix.length());
  }

  private static Prefix prefix(IpPrefix prefix) {
    return new Prefix(prefix.address(), prefix.length());
  }
}
