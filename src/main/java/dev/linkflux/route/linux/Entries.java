package dev.linkflux.route.linux;

import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.IpPrefix;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.RuleEntry;
import dev.linkflux.route.Route;
import dev.linkflux.route.Rule;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.Map;

/** Translates routes and rules between our words and those of the kernel. */
final class Entries {
  /** A place that no plan names: for what carries our number, but is nothing that we would make. */
  private static final int NOWHERE = 0;

  private Entries() {}

  /** A route as the kernel takes it. */
  static RouteEntry entry(Route route, int protocol, boolean onLink) {
    IpPrefix destination = prefix(route.destination());
    InetAddress gateway = route.gateway();
    RouteEntry entry =
        gateway == null
            ? RouteEntry.onto(destination, route.index(), route.metric(), route.table(), protocol)
            : RouteEntry.via(
                    destination, gateway, route.index(), route.metric(), route.table(), protocol)
                .withOnLink(onLink);
    InetAddress source = route.source();
    return source == null ? entry : entry.withPreferredSource(source);
  }

  /**
   * A route of the kernel in our words. One that we would not make (several next hops, a black
   * hole) leads through interface 0 there, and so is equal to none that we want.
   *
   * @param names of the interfaces, by index
   */
  static Route route(RouteEntry entry, Map<Integer, String> names) {
    boolean plain = entry.type() == RouteEntry.UNICAST && entry.nextHops().isEmpty();
    int index = plain ? entry.interfaceIndex() : NOWHERE;
    return new Route(
        (int) entry.table(),
        prefix(entry.destination()),
        entry.gateway(),
        names.getOrDefault(index, "-"),
        index,
        (int) entry.metric(),
        entry.preferredSource());
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
        -1,
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
        table);
  }

  static IpPrefix prefix(Prefix prefix) {
    return new IpPrefix(prefix.address(), prefix.length());
  }

  private static Prefix prefix(IpPrefix prefix) {
    return new Prefix(prefix.address(), prefix.length());
  }
}
