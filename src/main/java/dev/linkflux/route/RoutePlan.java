package dev.linkflux.route;

import dev.linkflux.time.Effect;
import dev.linkflux.time.Moment;
import java.util.List;
import java.util.Locale;

/**
 * All that the kernel should hold of ours.
 *
 * @param generation counts the plans; an answer to an older one is stale
 * @param cause why there is a new one
 * @param endpoints of Multipath TCP
 * @param limits of Multipath TCP, at least
 * @param expiries connections to be forgotten once the routes stand; they come with every plan
 *     until one that had them was answered
 */
public record RoutePlan(
    Moment at,
    long generation,
    Cause cause,
    List<Route> routes,
    List<Rule> rules,
    List<Endpoint> endpoints,
    Limits limits,
    List<Expiry> expiries)
    implements Effect {
  public RoutePlan {
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
    endpoints = List.copyOf(endpoints);
    expiries = List.copyOf(expiries);
  }

  /** One of routes and rules alone. */
  public RoutePlan(Moment at, long generation, List<Route> routes, List<Rule> rules) {
    this(at, generation, Cause.ELECTION, routes, rules, List.of(), Limits.NONE, List.of());
  }

  /** Holds nothing: what is ours is taken back. */
  public static RoutePlan nothing() {
    return new RoutePlan(
        Moment.ZERO,
        Long.MAX_VALUE,
        Cause.EXIT,
        List.of(),
        List.of(),
        List.of(),
        Limits.NONE,
        List.of());
  }

  /** What led to a plan. */
  public enum Cause {
    /** Another election. */
    ELECTION,
    /** Other facts of a link. */
    LINK,
    /** Another server is in use, or one is elsewhere. */
    SERVER,
    /** Somebody else has changed what is ours. */
    DRIFT,
    /** The kernel refused the one before. */
    RETRY,
    /** The configuration has changed. */
    RECONFIGURED,
    /** We go. */
    EXIT;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
