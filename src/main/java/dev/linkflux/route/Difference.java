package dev.linkflux.route;

import dev.linkflux.route.RouteChange.AddRoute;
import dev.linkflux.route.RouteChange.AddRule;
import dev.linkflux.route.RouteChange.RemoveRoute;
import dev.linkflux.route.RouteChange.RemoveRule;
import dev.linkflux.route.RouteChange.ReplaceRoute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The changes that lead from what the kernel holds of ours to a plan, in an order in which nothing
 * is missing meanwhile.
 */
public final class Difference {
  /** Where users feel it first; and a default route of a table after the networks it leads into. */
  private static final Comparator<Route> BY_URGENCY =
      Comparator.comparing((Route route) -> !isMainDefault(route)).thenComparing(Route::isDefault);

  private Difference() {}

  /**
   * New before old, and the main default routes before all: they are a failover, and need no other
   * route or rule of ours. Then the routes of the tables, then the rules that lead to them; then
   * what is left over goes, rules before the routes that they lead to, default routes last.
   *
   * @param held in the order of the kernel: of several routes with one key the kernel replaces the
   *     first
   * @return empty if there is nothing to do
   */
  public static List<RouteChange> between(Holding held, RoutePlan plan) {
    Map<Route.Key, List<Route>> old = new LinkedHashMap<>();
    for (Route route : held.routes()) {
      old.computeIfAbsent(route.key(), _ -> new ArrayList<>()).add(route);
    }
    List<RouteChange> changes = new ArrayList<>();
    Set<Route.Key> placed = new HashSet<>();
    for (Route route : plan.routes().stream().sorted(BY_URGENCY).toList()) {
      if (placed.add(route.key())) {
        place(route, old.getOrDefault(route.key(), new ArrayList<>()), changes);
      }
    }
    List<Rule> spare = new ArrayList<>(held.rules());
    for (Rule rule : plan.rules()) {
      if (!spare.remove(rule)) {
        changes.add(new AddRule(rule));
      }
    }
    spare.forEach(rule -> changes.add(new RemoveRule(rule)));
    old.values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Route::isDefault))
        .forEach(route -> changes.add(new RemoveRoute(route)));
    return changes;
  }

  /** Takes from {@code present} the route that stays or is replaced. */
  private static void place(Route route, List<Route> present, List<RouteChange> changes) {
    if (present.remove(route)) {
      return;
    }
    if (present.isEmpty()) {
      changes.add(new AddRoute(route));
    } else {
      Route _ = present.removeFirst();
      changes.add(new ReplaceRoute(route));
    }
  }

  private static boolean isMainDefault(Route route) {
    return route.table() == Route.MAIN && route.isDefault();
  }
}
