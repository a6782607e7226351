package dev.linkflux.route.linux;

import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.RuleEntry;
import dev.linkflux.route.Hop;
import dev.linkflux.route.Route;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The last plan, as announcements are held against it. */
final class Wanted {
  static final Wanted NOTHING = new Wanted(RoutePlan.nothing(), 0);

  private final int protocol;
  private final Map<Route.Key, Route> routes = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final Set<Rule> rules;

  Wanted(RoutePlan plan, int protocol) {
    this.protocol = protocol;
    this.rules = new HashSet<>(plan.rules());
    for (Route route : plan.routes()) {
      routes.put(route.key(), route);
      for (Hop hop : route.hops()) {
        names.put(hop.index(), hop.device());
      }
    }
  }

  /** What somebody else's announced change of a route does to the plan; empty if nothing. */
  Optional<String> harm(RouteEntry entry, boolean gone) {
    if (entry.table() > Integer.MAX_VALUE || entry.metric() > Integer.MAX_VALUE) {
      return entry.protocol() == protocol ? Optional.of("a route of ours is new") : none();
    }
    Route route = Entries.route(entry, names);
    Route wanted = routes.get(route.key());
    if (entry.protocol() != protocol) {
      // It may have replaced ours, of which there is no word then.
      return wanted == null || gone
          ? none()
          : Optional.of("in the place of " + wanted + " is another");
    }
    if (gone) {
      return wanted == null ? none() : Optional.of(wanted + " is gone");
    }
    return route.equals(wanted) ? none() : Optional.of(route + " is new");
  }

  /** As of a route. */
  Optional<String> harm(RuleEntry entry, boolean gone) {
    if (entry.protocol() != protocol) {
      return none();
    }
    Rule rule = Entries.rule(entry);
    if (rules.contains(rule) != gone) {
      return none();
    }
    return Optional.of("rule " + rule + (gone ? " is gone" : " is new"));
  }

  /** Whether the plan knows the interface by another name. */
  boolean isRenamed(LinkEntry link) {
    return !link.name().equals(names.getOrDefault(link.index(), link.name()));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
