package dev.linkflux.route;

import dev.linkflux.time.Effect;
import dev.linkflux.time.Moment;
import java.util.List;

/**
 * All that the kernel should hold of ours.
 *
 * @param generation counts the plans; an answer to an older one is stale
 */
public record RoutePlan(Moment at, long generation, List<Route> routes, List<Rule> rules)
    implements Effect {
  public RoutePlan {
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
  }
}
