package dev.linkflux.route;

import java.util.List;
import java.util.Set;

/**
 * What the kernel holds of ours: all that carries our protocol number, and the MPTCP endpoints that
 * we noted.
 *
 * @param routes in the order of the kernel: of several in one place the first is asked first
 * @param limits of Multipath TCP, whoever set them
 * @param covered places where a replacement would hit the route of somebody else: for IPv4 those
 *     where it stands first, for IPv6 those where it stands at all. The kernel keeps out a second
 *     route of a place only if whoever adds it asks for that (NLM_F_EXCL), and replaces without a
 *     look at the protocol number
 */
public record Holding(
    List<Route> routes,
    List<Rule> rules,
    List<Endpoint> endpoints,
    Limits limits,
    Set<Route.Key> covered) {
  public static final Holding NOTHING = new Holding(List.of(), List.of());

  public Holding {
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
    endpoints = List.copyOf(endpoints);
    covered = Set.copyOf(covered);
  }

  /** One that shares no place with anybody. */
  public Holding(List<Route> routes, List<Rule> rules, List<Endpoint> endpoints, Limits limits) {
    this(routes, rules, endpoints, limits, Set.of());
  }

  /** One without Multipath TCP. */
  public Holding(List<Route> routes, List<Rule> rules) {
    this(routes, rules, List.of(), Limits.NONE);
  }
}
