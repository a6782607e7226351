package dev.linkflux.route;

/**
 * One step from what the kernel holds towards a plan. Each is one request to the kernel, which
 * carries it out whole or not at all.
 */
public sealed interface RouteChange {
  /** Into a place where there is none, of nobody; refused otherwise (EEXIST). */
  record AddRoute(Route route) implements RouteChange {}

  /**
   * In the place of the one of ours that stands first there. Atomic: at no moment is there neither
   * the old nor the new one; a refusal leaves the old one.
   */
  record ReplaceRoute(Route route) implements RouteChange {}

  /** The route as it is held, a group with all of its hops. */
  record RemoveRoute(Route route) implements RouteChange {}

  /** After the routes that it leads to. */
  record AddRule(Rule rule) implements RouteChange {}

  /** Before the routes that it leads to. */
  record RemoveRule(Rule rule) implements RouteChange {}

  /** Connections open a subflow from there, or announce it to their peers. */
  record AddEndpoint(Endpoint endpoint) implements RouteChange {}

  /**
   * Other flags (backup, fullmesh) at the same address and interface: its subflows live on. What is
   * announced to peers (signal) can neither become another kind nor another that.
   */
  record ChangeEndpoint(Endpoint endpoint) implements RouteChange {}

  /** Its subflows are closed; connections go on over the others. */
  record RemoveEndpoint(Endpoint endpoint) implements RouteChange {}

  /** Of the whole network namespace; never lower than they were. */
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
      case ChangeEndpoint(var endpoint) -> "change MPTCP endpoint to " + endpoint;
      case RemoveEndpoint(var endpoint) -> "remove MPTCP endpoint " + endpoint;
      case RaiseLimits(var limits) -> "raise MPTCP limits to " + limits;
    };
  }
}
