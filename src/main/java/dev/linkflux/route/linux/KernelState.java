package dev.linkflux.route.linux;

import dev.linkflux.kernel.AddressEntry;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.IpPrefix;
import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.kernel.RuleEntry;
import dev.linkflux.route.Holding;
import dev.linkflux.route.Limits;
import dev.linkflux.route.Route;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.Rule;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the kernel held of ours when it was read, and the addresses that say who is a neighbour. */
final class KernelState {
  private final int protocol;
  private final List<AddressEntry> addresses;
  private final @Nullable EndpointReading endpoints;
  private final Map<Route, RouteEntry> routes = new HashMap<>();
  private final Map<Rule, RuleEntry> rules = new HashMap<>();
  private final Holding holding;

  private KernelState(
      int protocol,
      Map<Integer, String> names,
      List<AddressEntry> addresses,
      List<RouteEntry> ours,
      List<RuleEntry> ourRules,
      @Nullable EndpointReading endpoints,
      Set<Route.Key> covered) {
    this.protocol = protocol;
    this.addresses = List.copyOf(addresses);
    this.endpoints = endpoints;
    ours.forEach(entry -> routes.putIfAbsent(Entries.route(entry, names), entry));
    ourRules.forEach(entry -> rules.putIfAbsent(Entries.rule(entry), entry));
    this.holding =
        new Holding(
            ours.stream().map(entry -> Entries.route(entry, names)).toList(),
            ourRules.stream().map(Entries::rule).toList(),
            endpoints == null ? List.of() : endpoints.held(names),
            endpoints == null ? Limits.NONE : endpoints.limits(),
            covered);
  }

  /**
   * Reads it; blocks for some hundred microseconds.
   *
   * @param known an earlier reading since which nobody else has changed anything, or null: then the
   *     routes of others are read as well, however many they are, for those in the place of ours
   */
  static KernelState read(
      Rtnetlink rtnetlink, int protocol, @Nullable Endpoints endpoints, @Nullable KernelState known)
      throws IOException {
    Map<Integer, String> names = new HashMap<>();
    for (LinkEntry link : rtnetlink.links()) {
      names.put(link.index(), link.name());
    }
    List<RouteEntry> all = known == null ? rtnetlink.routes() : rtnetlink.routes(protocol);
    return new KernelState(
        protocol,
        names,
        rtnetlink.addresses(),
        all.stream().filter(route -> route.protocol() == protocol).toList(),
        rtnetlink.rules().stream().filter(rule -> rule.protocol() == protocol).toList(),
        endpoints == null ? null : endpoints.read(),
        known == null ? covered(all, protocol) : known.holding.covered());
  }

  /** Where a replacement would hit the route of somebody else: see {@link Holding}. */
  private static Set<Route.Key> covered(List<RouteEntry> all, int protocol) {
    Set<Route.Key> ours = new HashSet<>();
    all.stream()
        .filter(entry -> entry.protocol() == protocol)
        .forEach(entry -> ours.add(Entries.key(entry)));
    Set<Route.Key> covered = new HashSet<>();
    Set<Route.Key> passed = new HashSet<>();
    for (RouteEntry entry : all) {
      Route.Key place = Entries.key(entry);
      if (!ours.contains(place)) {
        continue;
      }
      boolean first = passed.add(place);
      if (entry.protocol() != protocol && (first || entry.family() == IpFamily.V6)) {
        covered.add(place);
      }
    }
    return covered;
  }

  /** What of it is ours, in our words. */
  Holding holding() {
    return holding;
  }

  /** What of a plan is for us to do: endpoints that others hold for us are not. */
  RoutePlan feasible(RoutePlan plan) {
    return new RoutePlan(
        plan.at(),
        plan.generation(),
        plan.cause(),
        plan.routes(),
        plan.rules(),
        endpoints == null ? List.of() : endpoints.feasible(plan.endpoints()),
        endpoints == null || endpoints.trouble() != null ? Limits.NONE : plan.limits(),
        plan.expiries());
  }

  /** What of a plan cannot be done, a sentence each. */
  List<String> conflicts(RoutePlan plan) {
    return endpoints == null ? List.of() : endpoints.conflicts(plan.endpoints());
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

  /** Whether an address on that interface says so of a network that holds the gateway. */
  boolean reaches(InetAddress gateway, int index) {
    return addresses.stream()
        .filter(address -> address.index() == index && Entries.hasNetworkRoute(address))
        .anyMatch(
            address ->
                gateway.equals(address.peer()) || contains(Entries.network(address), gateway));
  }

  /** True of a network, not of everything. */
  static boolean contains(IpPrefix network, InetAddress address) {
    return network.length() > 0
        && network.family() == IpFamily.of(address)
        && IpPrefix.around(address, network.length()).equals(network);
  }
}
