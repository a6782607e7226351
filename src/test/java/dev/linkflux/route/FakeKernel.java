package dev.linkflux.route;

import dev.linkflux.route.FakeRoutes.Held;
import dev.linkflux.route.FakeRoutes.Mode;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A Linux kernel in small, for laws about many plans: links, routes, rules, endpoints, of us and of
 * others, with the refusals and the silences of the real one.
 */
final class FakeKernel {
  /** The protocol number that is ours, and that of somebody else. */
  static final int OURS = Routing.DEFAULT.protocol();

  static final int FOREIGN = 99;

  /** A rule and whose it is. */
  record HeldRule(Rule rule, int protocol) {}

  /** An endpoint under its id, 1 to 255. */
  record HeldEndpoint(int id, Endpoint endpoint) {}

  final FakeLinks links = new FakeLinks();
  final FakeRoutes routes = new FakeRoutes(links, this::announce);
  final List<HeldRule> rules = new ArrayList<>();
  final List<HeldEndpoint> endpoints = new ArrayList<>();
  Limits limits = new Limits(2, 0);

  /** What was announced since it was last cleared: {@link Held} and {@link HeldRule}. */
  final List<Object> announced = new ArrayList<>();

  /** Links or addresses were spoken of since it was last cleared. */
  boolean linkNews;

  private int nextId = 1;

  private void announce(Object what) {
    announced.add(what);
  }

  /**
   * Carries out a change of ours.
   *
   * @param onLink whether a gateway is to be taken as a neighbour even if no address says so
   * @return null if it was done, else what the kernel says
   */
  @Nullable String take(RouteChange change, Predicate<Hop> onLink) {
    return switch (change) {
      case RouteChange.AddRoute(var route) ->
          routes.put(new Held(route, OURS), Mode.EXCLUSIVE, onLink);
      case RouteChange.ReplaceRoute(var route) ->
          routes.put(new Held(route, OURS), Mode.REPLACE, onLink);
      case RouteChange.RemoveRoute(var route) -> routes.delete(new Held(route, OURS));
      case RouteChange.AddRule(var rule) -> add(new HeldRule(rule, OURS));
      case RouteChange.RemoveRule(var rule) -> delete(new HeldRule(rule, OURS));
      case RouteChange.AddEndpoint(var endpoint) -> add(endpoint);
      case RouteChange.ChangeEndpoint(var endpoint) -> change(endpoint);
      case RouteChange.RemoveEndpoint(var endpoint) -> delete(endpoint);
      case RouteChange.RaiseLimits(var more) -> {
        limits = more;
        yield null;
      }
    };
  }

  @Nullable String add(HeldRule rule) {
    if (rules.contains(rule)) {
      return "EEXIST";
    }
    rules.add(rule);
    announce(rule);
    return null;
  }

  /** Takes the first that agrees in what is said; what is not said agrees with everything. */
  @Nullable String delete(HeldRule asked) {
    for (HeldRule rule : rules) {
      if (rule.protocol() == asked.protocol() && agrees(asked.rule(), rule.rule())) {
        rules.remove(rule);
        announce(rule);
        return null;
      }
    }
    return "ENOENT";
  }

  private static boolean agrees(Rule asked, Rule rule) {
    return asked.priority() == rule.priority()
        && asked.ipv6() == rule.ipv6()
        && asked.table() == rule.table()
        && (asked.source() == null || asked.source().equals(rule.source()))
        && (asked.mark() == 0 || asked.mark() == rule.mark())
        && (asked.outgoing() == null || asked.outgoing().equals(rule.outgoing()));
  }

  @Nullable String add(Endpoint endpoint) {
    if (at(endpoint.address()) != null) {
      return "EEXIST: duplicate";
    }
    if (endpoints.size() >= Endpoint.MOST) {
      return "ERANGE: too many addresses";
    }
    endpoints.add(new HeldEndpoint(nextId++, endpoint));
    return null;
  }

  @Nullable String change(Endpoint endpoint) {
    HeldEndpoint held = at(endpoint.address());
    if (held == null) {
      return "ENOENT: address not found";
    }
    Endpoint before = held.endpoint();
    if ((before.kind() == Mptcp.SIGNAL) != (endpoint.kind() == Mptcp.SIGNAL)
        || before.index() != endpoint.index()) {
      return "EINVAL: invalid addr flags";
    }
    endpoints.set(endpoints.indexOf(held), new HeldEndpoint(held.id(), endpoint));
    return null;
  }

  @Nullable String delete(Endpoint endpoint) {
    return endpoints.removeIf(held -> held.endpoint().equals(endpoint)) ? null : "ENOENT";
  }

  @Nullable HeldEndpoint at(InetAddress address) {
    return endpoints.stream()
        .filter(held -> held.endpoint().address().equals(address))
        .findFirst()
        .orElse(null);
  }

  /** Administratively: IPv6 addresses go, those of IPv4 stay. */
  void down(FakeLinks.Link link) {
    link.up = false;
    List<Prefix> gone = link.addresses.stream().filter(Prefix::isIpv6).toList();
    link.addresses.removeAll(gone);
    routes.linkLost(link.index, false, false);
    routes.linkLost(link.index, true, false);
    gone.forEach(address -> routes.addressLost(address.address()));
  }

  /** Pulled out; the endpoints of its addresses stay. */
  void remove(FakeLinks.Link link) {
    links.remove(link);
    routes.linkLost(link.index, false, true);
    routes.linkLost(link.index, true, true);
    link.addresses.forEach(address -> routes.addressLost(address.address()));
  }

  /** With its last IPv4 address an interface is out of use for IPv4. */
  void remove(FakeLinks.Link link, Prefix address) {
    link.addresses.remove(address);
    routes.addressLost(address.address());
    if (!address.isIpv6() && !link.hasAddress(false)) {
      routes.linkLost(link.index, false, false);
    }
  }

  /** All that is not ours, but for the endpoints: they bear no number. */
  List<Object> foreign() {
    List<Object> foreign = new ArrayList<>();
    routes.all().stream().filter(held -> held.protocol() != OURS).forEach(foreign::add);
    rules.stream().filter(held -> held.protocol() != OURS).forEach(foreign::add);
    return foreign;
  }
}
