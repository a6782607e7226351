package dev.linkflux.route;

import java.util.ArrayList;
import java.util.List;

/**
 * The way around default routes of others that the kernel prefers to ours, which are not ours to
 * touch: our main default routes stand in a table of their own as well, and two rules have it asked
 * before the default routes of the main table, but after all else that the main table holds. Should
 * that table be empty, the main one goes on to serve.
 */
final class Detour {
  private final int table;
  private final int priority;
  private final Rivalled rivals;

  /**
   * @param uplinks how many there are: what is here comes after what is theirs
   */
  Detour(Routing routing, int uplinks, Rivalled rivals) {
    this.table = routing.tables() + uplinks;
    this.priority = routing.priority() + uplinks * RulePlanner.RULES_EACH;
    this.rivals = rivals;
  }

  /**
   * The copies.
   *
   * @param main routes of the main table
   */
  List<Route> routes(List<Route> main) {
    return main.stream()
        .filter(route -> route.isDefault() && rivals.in(route.destination().isIpv6()))
        .map(
            route ->
                new Route(table, route.destination(), route.hops(), route.metric(), route.source()))
        .toList();
  }

  /** The second never stands without the first: packets to a neighbour would leave. */
  List<Rule> rules(List<Route> copies) {
    List<Rule> rules = new ArrayList<>();
    for (boolean ipv6 : new boolean[] {false, true}) {
      if (copies.stream().anyMatch(route -> route.destination().isIpv6() == ipv6)) {
        rules.add(new Rule(priority, ipv6, null, 0, 0, null, Route.MAIN, 0));
        rules.add(new Rule(priority + 1, ipv6, null, 0, 0, null, table));
      }
    }
    return rules;
  }
}
