package dev.linkflux.route;

import java.util.List;

/**
 * What the kernel holds of ours: all that carries our protocol number, and the MPTCP endpoints that
 * we noted.
 *
 * @param limits of Multipath TCP, whoever set them
 */
public record Holding(
    List<Route> routes, List<Rule> rules, List<Endpoint> endpoints, Limits limits) {
  public static final Holding NOTHING = new Holding(List.of(), List.of());

  public Holding {
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
    endpoints = List.copyOf(endpoints);
  }

  /** One without Multipath TCP. */
  public Holding(List<Route> routes, List<Rule> rules) {
    this(routes, rules, List.of(), Limits.NONE);
  }
}
