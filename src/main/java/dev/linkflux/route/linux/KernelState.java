package dev.linkflux.route.linux;

import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.IpPrefix;
import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.kernel.RuleEntry;
import dev.linkflux.route.Holding;
import dev.linkflux.route.Route;
import dev.linkflux.route.Rule;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the kernel held when it was read: what is ours, and what is in its way. */
final class KernelState {
  private final int protocol;
  private final List<RouteEntry> all;
  private final Map<Route, RouteEntry> routes = new HashMap<>();
  private final Map<Rule, RuleEntry> rules = new HashMap<>();
  private final Holding holding;

  private KernelState(
      int protocol, List<LinkEntry> links, List<RouteEntry> all, List<RuleEntry> allRules) {
    this.protocol = protocol;
    this.all = all;
    Map<Integer, String> names = new HashMap<>();
    links.forEach(link -> names.put(link.index(), link.name()));
    List<RouteEntry> ours = all.stream().filter(it -> it.protocol() == protocol).toList();
    List<RuleEntry> ourRules = allRules.stream().filter(it -> it.protocol() == protocol).toList();
    ours.forEach(entry -> routes.putIfAbsent(Entries.route(entry, names), entry));
    ourRules.forEach(entry -> rules.putIfAbsent(Entries.rule(entry), entry));
    this.holding =
        new Holding(
            ours.stream().map(entry -> Entries.route(entry, names)).toList(),
            ourRules.stream().map(Entries::rule).toList());
  }

  /** Reads it; blocks for some hundred microseconds. */
  static KernelState read(Rtnetlink rtnetlink, int protocol) throws IOException {
    return new KernelState(protocol, rtnetlink.links(), rtnetlink.routes(), rtnetlink.rules());
  }

  /** What of it is ours, in our words. */
  Holding holding() {
    return holding;
  }

  /** A route that we hold, exactly as the kernel has it, so that no other is meant. */
  RouteEntry entry(Route held) {
    RouteEntry entry = routes.get(held);
    return entry == null ? Entries.entry(held, protocol, _ -> false) : entry;
  }

  /** A rule that we hold, exactly as the kernel has it. */
  RuleEntry entry(Rule held) {
    RuleEntry entry = rules.get(held);
    return entry == null ? Entries.entry(held, protocol) : entry;
  }

  /** Somebody else's route that is in the place of one of ours: same table, network and metric. */
  Optional<RouteEntry> foreignInPlaceOf(Route route) {
    IpPrefix destination = Entries.prefix(route.destination());
    return all.stream()
        .filter(entry -> entry.protocol() != protocol)
        .filter(
            entry ->
                entry.table() == route.table()
                    && entry.destination().equals(destination)
                    && entry.metric() == route.metric())
        .findFirst();
  }

  /** Whether the kernel knows of a network on that interface, in that table, that holds it. */
  boolean reaches(InetAddress gateway, int index, int table) {
    return all.stream()
        .anyMatch(
            entry ->
                entry.table() == table
                    && entry.interfaceIndex() == index
                    && entry.gateway() == null
                    && contains(entry.destination(), gateway));
  }

  /** True of a network, not of everything. */
  static boolean contains(IpPrefix network, InetAddress address) {
    return network.length() > 0
        && network.family() == IpFamily.of(address)
        && IpPrefix.around(address, network.length()).equals(network);
  }
}
