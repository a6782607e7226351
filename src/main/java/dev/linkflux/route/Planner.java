package dev.linkflux.route;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel should hold, from who leads out of this machine. */
final class Planner {
  private final List<Uplink> uplinks;
  private final Routing routing;

  Planner(List<Uplink> uplinks, Routing routing) {
    this.uplinks = uplinks;
    this.routing = routing;
  }

  /** What a plan holds but for the flows. */
  record Content(List<Route> routes, List<Rule> rules, List<Endpoint> endpoints, Limits limits) {
    boolean isThatOf(RoutePlan plan) {
      return routes.equals(plan.routes())
          && rules.equals(plan.rules())
          && endpoints.equals(plan.endpoints())
          && limits.equals(plan.limits());
    }

    RoutePlan plan(Moment at, long generation, RoutePlan.Cause cause, List<Expiry> expiries) {
      return new RoutePlan(at, generation, cause, routes, rules, endpoints, limits, expiries);
    }
  }

  /** The tables first, then the main one: that is how a person reads it. */
  Content content(Lineup lineup, Rivalled rivals, List<FarEnd> ends) {
    Stream<Route> own = lineup.held().stream().flatMap(facts -> table(facts).stream());
    List<Route> main = new MainRoutes(uplinks, routing, lineup).to(ends);
    Detour detour = new Detour(routing, uplinks.size(), rivals);
    List<Route> copies = detour.routes(main);
    List<Rule> rules = new ArrayList<>(new RulePlanner(uplinks, routing).of(lineup));
    rules.addAll(detour.rules(copies));
    List<Endpoint> endpoints = new EndpointPlanner(uplinks, routing, lineup).endpoints();
    return new Content(
        Stream.of(own, main.stream(), copies.stream()).flatMap(routes -> routes).toList(),
        rules,
        endpoints,
        endpoints.isEmpty() ? Limits.NONE : routing.limits());
  }

  private List<Route> table(LinkFacts facts) {
    return TableRoutes.of(facts, uplinks.get(facts.uplink().ordinal()).device(), routing);
  }
}
