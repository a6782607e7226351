package dev.linkflux.route;

import dev.linkflux.uplink.Prefix;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The routing tables of the {@link FakeKernel}, as strict as those of Linux 6.18 were found to be;
 * {@link FakeKernelTest} has the findings.
 */
final class FakeRoutes {
  /** A route and whose it is. */
  record Held(Route route, int protocol) {}

  /** How a route is asked to be put in. */
  enum Mode {
    /** NLM_F_EXCL: only into an empty place. */
    EXCLUSIVE,
    /** NLM_F_REPLACE: in the place of whatever is there. */
    REPLACE,
    /** NLM_F_APPEND: behind what is there. */
    APPEND,
    /** None of them: before what is there (IPv4 only). */
    PREPEND
  }

  private final FakeLinks links;
  private final Consumer<Held> announce;
  private final List<Held> routes = new ArrayList<>();

  /**
   * @param announce takes the routes that userspace is told of
   */
  FakeRoutes(FakeLinks links, Consumer<Held> announce) {
    this.links = links;
    this.announce = announce;
  }

  /** Whether a network, of that table or of an address, says that the gateway is a neighbour. */
  boolean reaches(InetAddress gateway, int index, int table) {
    return new FakeNeighbours(links, routes).reaches(gateway, index, table);
  }

  List<Held> all() {
    return List.copyOf(routes);
  }

  List<Held> at(Route.Key place) {
    return routes.stream().filter(one -> one.route().key().equals(place)).toList();
  }

  /** Null if it was done, else what the kernel says. */
  @Nullable String put(Held wanted, Mode mode, Predicate<Hop> onLink) {
    String refusal = new FakeNeighbours(links, routes).refusal(wanted.route(), onLink);
    if (refusal != null) {
      return refusal;
    }
    List<Held> present = at(wanted.route().key());
    if (present.isEmpty()) {
      routes.add(wanted);
    } else if ((mode == Mode.APPEND || mode == Mode.PREPEND) && joins(wanted, present)) {
      return join(wanted.route(), replacedBy(wanted.route(), present));
    } else {
      switch (mode) {
        case EXCLUSIVE -> {
          return "EEXIST";
        }
        case REPLACE -> routes.set(routes.indexOf(replacedBy(wanted.route(), present)), wanted);
        case APPEND -> routes.add(routes.indexOf(present.getLast()) + 1, wanted);
        case PREPEND -> routes.add(routes.indexOf(present.getFirst()), wanted);
      }
    }
    announce.accept(wanted);
    return null;
  }

  /** IPv6 routes with gateways that share a place are one group, under the number of the first. */
  private static boolean joins(Held wanted, List<Held> present) {
    return wanted.route().destination().isIpv6()
        && hasGateway(wanted.route())
        && present.stream().anyMatch(one -> hasGateway(one.route()));
  }

  private @Nullable String join(Route wanted, Held group) {
    List<Hop> hops = new ArrayList<>(group.route().hops());
    hops.addAll(wanted.hops());
    if (hops.stream().map(FakeRoutes::way).distinct().count() < hops.size()) {
      return "EEXIST";
    }
    Held joined = new Held(withHops(group.route(), hops), group.protocol());
    routes.set(routes.indexOf(group), joined);
    announce.accept(joined);
    return null;
  }

  /** A hop without its weight. */
  static Hop way(Hop hop) {
    return new Hop(hop.gateway(), hop.device(), hop.index());
  }

  /** Null if it was done: all of it has to be right, the protocol too. */
  @Nullable String delete(Held held) {
    if (!routes.remove(held)) {
      return "ESRCH";
    }
    announce.accept(held);
    return null;
  }

  static Held replacedBy(Route wanted, List<Held> present) {
    return present.stream()
        .filter(
            one -> !wanted.destination().isIpv6() || hasGateway(one.route()) == hasGateway(wanted))
        .findFirst()
        .orElse(present.getFirst());
  }

  /** Interfaces that cannot be used any more: IPv4 says no word, IPv6 does. */
  void linkLost(int index, boolean ipv6, boolean unregistered) {
    for (Held held : all()) {
      Route route = held.route();
      if (route.destination().isIpv6() != ipv6
          || route.hops().stream().noneMatch(hop -> hop.index() == index)) {
        continue;
      }
      boolean alive = route.hops().stream().anyMatch(hop -> isAlive(hop, index, ipv6));
      if (ipv6 && unregistered && alive) {
        List<Hop> left = route.hops().stream().filter(hop -> hop.index() != index).toList();
        routes.set(routes.indexOf(held), new Held(withHops(route, left), held.protocol()));
        announce.accept(held);
      } else if (!alive || unregistered) {
        routes.remove(held);
        if (ipv6) {
          announce.accept(held);
        }
      }
    }
  }

  private boolean isAlive(Hop hop, int lost, boolean ipv6) {
    FakeLinks.Link link = links.at(hop.index());
    return hop.index() != lost && link != null && link.up && (ipv6 || link.hasAddress(false));
  }

  /** An address that was a preferred source: an IPv4 route goes with it, one of IPv6 forgets it. */
  void addressLost(InetAddress address) {
    for (Held held : all()) {
      if (!address.equals(held.route().source())) {
        continue;
      }
      if (address instanceof Inet6Address) {
        Route route = held.route();
        routes.set(
            routes.indexOf(held),
            new Held(
                new Route(route.table(), route.destination(), route.hops(), route.metric(), null),
                held.protocol()));
      } else {
        routes.remove(held);
      }
    }
  }

  static boolean hasGateway(Route route) {
    return route.hops().getFirst().gateway() != null;
  }

  private static Route withHops(Route route, List<Hop> hops) {
    return new Route(route.table(), route.destination(), hops, route.metric(), route.source());
  }

  /** Whether a packet to anywhere gets out by the main table. */
  boolean hasWorkingDefault(boolean ipv6) {
    return routes.stream()
        .map(Held::route)
        .filter(
            route ->
                route.table() == Route.MAIN && route.destination().equals(Prefix.everything(ipv6)))
        .min(Comparator.comparingInt(Route::metric))
        .filter(route -> route.hops().stream().anyMatch(hop -> links.works(hop.index())))
        .isPresent();
  }
}
