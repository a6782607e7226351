package dev.linkflux.route;

import java.util.List;

/** What the kernel holds of ours: all that carries our protocol number. */
public record Holding(List<Route> routes, List<Rule> rules) {
  public static final Holding NOTHING = new Holding(List.of(), List.of());

  public Holding {
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
  }
}
