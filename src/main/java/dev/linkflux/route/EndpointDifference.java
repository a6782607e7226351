package dev.linkflux.route;

import dev.linkflux.route.RouteChange.AddEndpoint;
import dev.linkflux.route.RouteChange.ChangeEndpoint;
import dev.linkflux.route.RouteChange.RaiseLimits;
import dev.linkflux.route.RouteChange.RemoveEndpoint;
import dev.linkflux.uplink.Mptcp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes that lead from the endpoints and limits of Multipath TCP that the kernel holds to
 * those of a plan: limits, endpoints added, changed, removed, so that a connection has its new
 * subflow before it loses the old one.
 *
 * <p>What Linux 6.18 keeps to: one endpoint an address, wherever it is (EEXIST); at most {@link
 * Endpoint#MOST} of them (ERANGE); of an endpoint's flags only backup and fullmesh can be changed;
 * and an endpoint outlives its interface.
 */
final class EndpointDifference {
  private EndpointDifference() {}

  /** Empty if there is nothing to do. */
  static List<RouteChange> between(Holding held, RoutePlan plan) {
    List<Endpoint> spare = new ArrayList<>(held.endpoints());
    List<Endpoint> missing = new ArrayList<>();
    Set<InetAddress> planned = new HashSet<>();
    for (Endpoint endpoint : plan.endpoints()) {
      if (planned.add(endpoint.address()) && !spare.remove(endpoint)) {
        missing.add(endpoint);
      }
    }
    List<RouteChange> added = new ArrayList<>();
    List<RouteChange> changed = new ArrayList<>();
    int count = held.endpoints().size();
    for (Endpoint endpoint : missing) {
      Endpoint before = atAddress(endpoint.address(), spare);
      if (before != null && canBecome(before, endpoint)) {
        boolean _ = spare.remove(before);
        changed.add(new ChangeEndpoint(endpoint));
        continue;
      }
      if (before == null && count >= Endpoint.MOST) {
        before = leastWanted(planned, spare);
      }
      if (before != null) {
        boolean _ = spare.remove(before);
        added.add(new RemoveEndpoint(before));
        count--;
      }
      added.add(new AddEndpoint(endpoint));
      count++;
    }
    List<RouteChange> changes = new ArrayList<>();
    Limits raised = held.limits().atLeast(plan.limits());
    if (!raised.equals(held.limits())) {
      changes.add(new RaiseLimits(raised));
    }
    changes.addAll(added);
    changes.addAll(changed);
    spare.forEach(endpoint -> changes.add(new RemoveEndpoint(endpoint)));
    return changes;
  }

  private static @Nullable Endpoint atAddress(InetAddress address, List<Endpoint> endpoints) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.address().equals(address))
        .findFirst()
        .orElse(null);
  }

  /** One that makes room, and is not itself about to become another; null if there is none. */
  private static @Nullable Endpoint leastWanted(Set<InetAddress> planned, List<Endpoint> spare) {
    return spare.stream()
        .filter(endpoint -> !planned.contains(endpoint.address()))
        .findFirst()
        .orElse(null);
  }

  private static boolean canBecome(Endpoint before, Endpoint after) {
    return before.device().equals(after.device())
        && before.index() == after.index()
        && (before.kind() == Mptcp.SIGNAL) == (after.kind() == Mptcp.SIGNAL);
  }
}
