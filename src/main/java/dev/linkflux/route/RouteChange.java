package dev.linkflux.route;

/** One step from what the kernel holds towards a plan. */
public sealed interface RouteChange {
  record AddRoute(Route route) implements RouteChange {}

  /** Atomic: at no moment is there neither the old nor the new one. */
  record ReplaceRoute(Route route) implements RouteChange {}

  record RemoveRoute(Route route) implements RouteChange {}

  record AddRule(Rule rule) implements RouteChange {}

  record RemoveRule(Rule rule) implements RouteChange {}

  record AddEndpoint(Endpoint endpoint) implements RouteChange {}

  /** Another kind, at the same address and interface: its subflows live on. */
  record ChangeEndpoint(Endpoint endpoint) implements RouteChange {}

  /** Its subflows are closed; connections go on over the others. */
  record RemoveEndpoint(Endpoint endpoint) implements RouteChange {}

  record RaiseLimits(Limits limits) implements RouteChange {}

  /** For a person, like {@code add default via 10.1.0.1 dev wan1 table main metric 10}. */
  default String words() {
    return switch (this) {
      case AddRoute(var route) -> "add " + route;
      case ReplaceRoute(var route) -> "put in place " + route;
      case RemoveRoute(var route) -> "remove " + route;
      case AddRule(var rule) -> "add rule " + rule;
      case RemoveRule(var rule) -> "remove rule " + rule;
      case AddEndpoint(var endpoint) -> "add MPTCP endpoint " + endpoint;
      case ChangeEndpoint(var endpoint) -> "make it MPTCP endpoint " + endpoint;
      case RemoveEndpoint(var endpoint) -> "remove MPTCP endpoint " + endpoint;
      case RaiseLimits(var limits) -> "raise MPTCP limits to " + limits;
    };
  }
}
