package dev.linkflux.kernel;

/** A change of routes or rules to ask the kernel for. */
public sealed interface RouteRequest {
  /** Adds a route; EEXIST if there is one with that destination, table and metric. */
  record AddRoute(RouteEntry route) implements RouteRequest {}

  /**
   * Puts a route in the place of the one with the same destination, table and metric, in one step,
   * or adds it. Of whatever protocol that one is.
   */
  record ReplaceRoute(RouteEntry route) implements RouteRequest {}

  /** Takes a route away; ESRCH if there is none like it, of the same protocol. */
  record DeleteRoute(RouteEntry route) implements RouteRequest {}

  /** Adds a rule; EEXIST if there is the same already. */
  record AddRule(RuleEntry rule) implements RouteRequest {}

  /** Takes a rule away; ENOENT if there is none like it, of the same protocol. */
  record DeleteRule(RuleEntry rule) implements RouteRequest {}
}
