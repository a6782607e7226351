package dev.linkflux.route;

/** One step from what the kernel holds towards a plan. */
public sealed interface RouteChange {
  record AddRoute(Route route) implements RouteChange {}

  /** Atomic: at no moment is there neither the old nor the new one. */
  record ReplaceRoute(Route route) implements RouteChange {}

  record RemoveRoute(Route route) implements RouteChange {}

  record AddRule(Rule rule) implements RouteChange {}

  record RemoveRule(Rule rule) implements RouteChange {}
}
