package dev.linkflux.route;

import dev.linkflux.route.RouteChange.AddRoute;
import dev.linkflux.route.RouteChange.AddRule;
import dev.linkflux.route.RouteChange.RemoveRoute;
import dev.linkflux.route.RouteChange.RemoveRule;
import dev.linkflux.route.RouteChange.ReplaceRoute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes that lead from what the kernel holds of ours to a plan, in an order in which nothing
 * is missing meanwhile.
 */
public final class Difference {
  private Difference() {}

  /**
   * New before old: routes first (a replacement is atomic), then the rules that lead to them, then
   * what is left over goes, rules before the routes that they lead to. Empty if there is nothing to
   * do.
   */
  public static List<RouteChange> between(Holding held, RoutePlan plan) {
    Map<Route.Key, Route> old = new HashMap<>();
    held.routes().forEach(route -> old.put(route.key(), route));
    List<RouteChange> changes = new ArrayList<>();
    for (Route route : plan.routes()) {
      Route present = old.remove(route.key());
      if (present == null) {
        changes.add(new AddRoute(route));
      } else if (!present.equals(route)) {
        changes.add(new ReplaceRoute(route));
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
        .filter(route -> !route.isDefault())
        .forEach(route -> changes.add(new RemoveRoute(route)));
    old.values().stream()
        .filter(Route::isDefault)
        .forEach(route -> changes.add(new RemoveRoute(route)));
    return changes;
  }
}
