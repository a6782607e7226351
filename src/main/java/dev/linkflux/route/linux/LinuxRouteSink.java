package dev.linkflux.route.linux;

import dev.linkflux.engine.RouteSink;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.NetlinkException;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.route.Difference;
import dev.linkflux.route.Hop;
import dev.linkflux.route.Route;
import dev.linkflux.route.RouteAnswer;
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
import dev.linkflux.route.Routing;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Makes the kernel hold a plan, by rtnetlink: reads what is ours, carries out the difference, reads
 * again. Ours is what carries our protocol number; nothing else is ever changed.
 */
public final class LinuxRouteSink implements RouteSink {
  private final Routing routing;
  private final Rtnetlink rtnetlink;
  private final Scheduler blocking;

  /**
   * @param rtnetlink changes need CAP_NET_ADMIN
   * @param blocking runs the calls, of some milliseconds at most
   */
  public LinuxRouteSink(Routing routing, Rtnetlink rtnetlink, Scheduler blocking) {
    this.routing = routing;
    this.rtnetlink = rtnetlink;
    this.blocking = blocking;
  }

  @Override
  public Mono<Unstamped> apply(RoutePlan plan) {
    return Mono.fromSupplier(() -> answer(plan)).subscribeOn(blocking);
  }

  private Unstamped answer(RoutePlan plan) {
    try {
      return carryOut(plan);
    } catch (IOException e) {
      return refused(plan, String.valueOf(e.getMessage()));
    }
  }

  private Unstamped carryOut(RoutePlan plan) throws IOException {
    KernelState before = read();
    List<RouteChange> changes = Difference.between(before.holding(), plan);
    if (changes.isEmpty()) {
      return applied(plan, 0);
    }
    List<String> refusals = carryOut(changes, before, plan);
    List<RouteChange> left = Difference.between(read().holding(), plan);
    if (left.isEmpty()) {
      return applied(plan, changes.size());
    }
    return refused(
        plan,
        refusals.isEmpty()
            ? "somebody else undoes it; still to do: " + left.getFirst().words()
            : String.join("; ", refusals));
  }

  /** What is refused holds up nothing else: a dying uplink must not block a failover. */
  private List<String> carryOut(List<RouteChange> changes, KernelState before, RoutePlan plan)
      throws IOException {
    List<String> refusals = new ArrayList<>();
    for (RouteChange change : changes) {
      try {
        carryOut(change, before, plan);
      } catch (NetlinkException e) {
        if (!isDoneAlready(change, e)) {
          refusals.add(Refusal.reason(change, e, before));
        }
        if (e.is(Errno.EPERM)) {
          return refusals;
        }
      }
    }
    return refusals;
  }

  private void carryOut(RouteChange change, KernelState before, RoutePlan plan) throws IOException {
    switch (change) {
      // Not by "replace": that would take over the route of somebody else in silence.
      case AddRoute(var route) -> rtnetlink.add(entry(route, before, plan));
      case ReplaceRoute(var route) -> rtnetlink.replace(entry(route, before, plan));
      case RemoveRoute(var route) -> rtnetlink.delete(before.entry(route));
      case AddRule(var rule) -> rtnetlink.add(Entries.entry(rule, routing.protocol()));
      case RemoveRule(var rule) -> rtnetlink.delete(before.entry(rule));
      case AddEndpoint _, ChangeEndpoint _, RemoveEndpoint _, RaiseLimits _ -> {}
    }
  }

  /** What was to go went with its interface. What is missing yet, the last reading tells. */
  private static boolean isDoneAlready(RouteChange change, NetlinkException failure) {
    return switch (change) {
      case RemoveRoute _, RemoveRule _ ->
          failure.is(Errno.ESRCH) || failure.is(Errno.ENOENT) || failure.is(Errno.ENODEV);
      case AddRoute _, ReplaceRoute _, AddRule _ -> false;
      case AddEndpoint _, ChangeEndpoint _, RemoveEndpoint _, RaiseLimits _ -> false;
    };
  }

  private RouteEntry entry(Route route, KernelState before, RoutePlan plan) {
    return Entries.entry(
        route, routing.protocol(), hop -> isOnLink(hop, route.table(), before, plan));
  }

  /** No network says that the gateway is a neighbour: then the kernel has to be told. */
  private static boolean isOnLink(Hop hop, int table, KernelState before, RoutePlan plan) {
    InetAddress gateway = hop.gateway();
    return gateway != null
        && !(gateway instanceof Inet6Address && gateway.isLinkLocalAddress())
        && !before.reaches(gateway, hop.index(), table)
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

  private KernelState read() throws IOException {
    return KernelState.read(rtnetlink, routing.protocol());
  }

  private static Unstamped applied(RoutePlan plan, int changes) {
    return at -> new RouteAnswer.Applied(at, plan.generation(), changes);
  }

  private static Unstamped refused(RoutePlan plan, String reason) {
    return at -> new RouteAnswer.Refused(at, plan.generation(), reason);
  }
}
