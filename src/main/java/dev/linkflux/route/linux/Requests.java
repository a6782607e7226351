package dev.linkflux.route.linux;

import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.RouteRequest;
import dev.linkflux.route.Hop;
import dev.linkflux.route.Route;
import dev.linkflux.route.RouteChange;
import dev.linkflux.route.RouteChange.AddEndpoint;
import dev.linkflux.route.RouteChange.AddRoute;
import dev.linkflux.route.RouteChange.AddRule;
import dev.linkflux.route.RouteChange.ChangeEndpoint;
import dev.linkflux.route.RouteChange.RaiseLimits;
import dev.linkflux.route.RouteChange.RemoveEndpoint;
import dev.linkflux.route.RouteChange.RemoveRoute;
import dev.linkflux.route.RouteChange.RemoveRule;
import dev.linkflux.route.RouteChange.ReplaceRoute;
import dev.linkflux.route.RoutePlan;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says the changes that lead from a reading to a plan as the kernel takes them. */
final class Requests {
  private final int protocol;
  private final KernelState before;
  private final RoutePlan plan;

  Requests(int protocol, KernelState before, RoutePlan plan) {
    this.protocol = protocol;
    this.before = before;
    this.plan = plan;
  }

  /** Empty if it is no change of routes or rules. */
  Optional<RouteRequest> request(RouteChange change) {
    return switch (change) {
      // Not by "replace": that would take over the route of somebody else in silence.
      case AddRoute(var route) -> Optional.of(new RouteRequest.AddRoute(entry(route)));
      case ReplaceRoute(var route) -> Optional.of(new RouteRequest.ReplaceRoute(entry(route)));
      case RemoveRoute(var route) -> Optional.of(new RouteRequest.DeleteRoute(before.entry(route)));
      case AddRule(var rule) ->
          Optional.of(new RouteRequest.AddRule(Entries.entry(rule, protocol)));
      case RemoveRule(var rule) -> Optional.of(new RouteRequest.DeleteRule(before.entry(rule)));
      case AddEndpoint _, ChangeEndpoint _, RemoveEndpoint _, RaiseLimits _ -> Optional.empty();
    };
  }

  /**
   * What to try instead of a route of several ways that was refused, the best first: without one of
   * its ways, then each of them alone. Ends with what stands already.
   */
  List<RouteChange> lesser(RouteChange refused) {
    List<RouteChange> lesser = new ArrayList<>();
    if (refused instanceof AddRoute(var route) && route.isMultipath()) {
      parts(route).forEach(part -> lesser.add(new AddRoute(part)));
    } else if (refused instanceof ReplaceRoute(var route) && route.isMultipath()) {
      parts(route).stream()
          .takeWhile(part -> !before.holding().routes().contains(part))
          .forEach(part -> lesser.add(new ReplaceRoute(part)));
    }
    return lesser;
  }

  private static List<Route> parts(Route route) {
    List<Route> parts = new ArrayList<>();
    for (Hop bad : route.hops()) {
      List<Hop> others = route.hops().stream().filter(hop -> !hop.equals(bad)).toList();
      if (others.size() > 1) {
        parts.add(through(route, others));
      }
    }
    for (Hop only : route.hops()) {
      parts.add(through(route, List.of(only)));
    }
    return parts;
  }

  private static Route through(Route route, List<Hop> hops) {
    return new Route(route.table(), route.destination(), hops, route.metric(), route.source());
  }

  private RouteEntry entry(Route route) {
    return Entries.entry(route, protocol, hop -> isOnLink(hop, route.table()));
  }

  /** No network says that the gateway is a neighbour: then the kernel has to be told. */
  private boolean isOnLink(Hop hop, int table) {
    InetAddress gateway = hop.gateway();
    return gateway != null
        && !(gateway instanceof Inet6Address && gateway.isLinkLocalAddress())
        && !before.reaches(gateway, hop.index())
        && plan.routes().stream()
            .filter(network -> network.table() == table && !network.isMultipath())
            .noneMatch(network -> leadsTo(network, gateway, hop.index()));
  }

  private static boolean leadsTo(Route network, InetAddress gateway, int index) {
    Hop only = network.hops().getFirst();
    return only.index() == index
        && only.gateway() == null
        && KernelState.contains(Entries.prefix(network.destination()), gateway);
  }
}
