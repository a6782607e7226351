package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.route.FakeKernel.HeldEndpoint;
import dev.linkflux.route.FakeKernel.HeldRule;
import dev.linkflux.route.FakeRoutes.Held;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the sink for Linux agrees to do, on the {@link FakeKernel}: carries out the difference,
 * reads again, tries once more what is left. With every step it holds that nothing of others has
 * changed, and that no way out is lost that was there before and is there afterwards.
 */
final class FakeSink {
  private final FakeKernel kernel;

  /** Endpoints that we made, by id. */
  private final Map<Integer, Endpoint> noted = new HashMap<>();

  FakeSink(FakeKernel kernel) {
    this.kernel = kernel;
  }

  RouteAnswer apply(RoutePlan plan, Moment at) {
    int changes = 0;
    List<String> refusals = List.of();
    for (int attempt = 0; attempt < 2; attempt++) {
      List<RouteChange> left = left(plan);
      if (left.isEmpty()) {
        break;
      }
      changes += left.size();
      refusals = carryOut(left, plan);
    }
    List<RouteChange> left = left(plan);
    kernel.announced.clear();
    return left.isEmpty()
        ? new RouteAnswer.Applied(at, plan.generation(), changes)
        : new RouteAnswer.Refused(at, plan.generation(), left + " " + refusals);
  }

  /** What is still to be done for a plan. */
  List<RouteChange> left(RoutePlan plan) {
    return Difference.between(read(), withoutFulfilled(plan));
  }

  /** Whether an announcement of somebody else's doing is about what is ours or should be. */
  boolean concerns(Object announced, RoutePlan plan) {
    return switch (announced) {
      case Held(Route route, int protocol) ->
          protocol == FakeKernel.OURS
              || plan.routes().stream().anyMatch(one -> one.key().equals(route.key()));
      case HeldRule rule -> rule.protocol() == FakeKernel.OURS;
      default -> throw new AssertionError(announced);
    };
  }

  Holding read() {
    List<Held> all = kernel.routes.all();
    return new Holding(
        all.stream().filter(FakeSink::isOurs).map(Held::route).toList(),
        kernel.rules.stream()
            .filter(rule -> rule.protocol() == FakeKernel.OURS)
            .map(HeldRule::rule)
            .toList(),
        kernel.endpoints.stream().filter(this::isOurs).map(HeldEndpoint::endpoint).toList(),
        kernel.limits,
        covered(all));
  }

  private Set<Route.Key> covered(List<Held> all) {
    return all.stream()
        .filter(held -> !isOurs(held))
        .map(Held::route)
        .map(Route::key)
        .filter(key -> key.destination().isIpv6() || !isOurs(kernel.routes.at(key).getFirst()))
        .collect(Collectors.toSet());
  }

  private static boolean isOurs(Held held) {
    return held.protocol() == FakeKernel.OURS;
  }

  boolean isOurs(HeldEndpoint held) {
    Endpoint ours = noted.get(held.id());
    return ours != null
        && ours.address().equals(held.endpoint().address())
        && ours.index() == held.endpoint().index();
  }

  List<HeldEndpoint> foreignEndpoints() {
    return kernel.endpoints.stream().filter(held -> !isOurs(held)).toList();
  }

  /** Without the endpoints that others have made just so. */
  private RoutePlan withoutFulfilled(RoutePlan plan) {
    List<Endpoint> foreign = foreignEndpoints().stream().map(HeldEndpoint::endpoint).toList();
    return new RoutePlan(
        plan.at(),
        plan.generation(),
        plan.cause(),
        plan.routes(),
        plan.rules(),
        plan.endpoints().stream().filter(one -> !foreign.contains(one)).toList(),
        plan.limits(),
        plan.expiries());
  }

  private List<String> carryOut(List<RouteChange> changes, RoutePlan plan) {
    List<String> refusals = new ArrayList<>();
    List<Boolean> worked = new ArrayList<>(List.of(works()));
    List<Boolean> worked6 = new ArrayList<>(List.of(works6()));
    for (RouteChange change : changes) {
      List<Object> foreign = foreign();
      String refusal = kernel.take(change, hop -> isOnLink(hop, plan, change));
      if (refusal != null) {
        refusals.add(change.words() + ": " + refusal);
      } else if (change instanceof RouteChange.AddEndpoint(var endpoint)) {
        HeldEndpoint made = kernel.at(endpoint.address());
        noted.put(Objects.requireNonNull(made).id(), endpoint);
      }
      assertThat(foreign()).as("what is not ours, after %s", change).isEqualTo(foreign);
      worked.add(works());
      worked6.add(works6());
    }
    for (List<Boolean> steps : List.of(worked, worked6)) {
      if (steps.getFirst() && steps.getLast()) {
        assertThat(steps).as("a way out after each of %s", changes).doesNotContain(false);
      }
    }
    return refusals;
  }

  private boolean works() {
    return kernel.routes.hasWorkingDefault(false);
  }

  private boolean works6() {
    return kernel.routes.hasWorkingDefault(true);
  }

  private List<Object> foreign() {
    List<Object> foreign = kernel.foreign();
    foreign.addAll(foreignEndpoints());
    return foreign;
  }

  private boolean isOnLink(Hop hop, RoutePlan plan, RouteChange change) {
    InetAddress gateway = hop.gateway();
    int table = tableOf(change);
    return gateway != null
        && !kernel.routes.reaches(gateway, hop.index(), table)
        && plan.routes().stream()
            .filter(network -> network.table() == table && !network.isMultipath())
            .noneMatch(network -> leadsTo(network, gateway, hop.index()));
  }

  private static boolean leadsTo(Route network, InetAddress gateway, int index) {
    Hop only = network.hops().getFirst();
    Prefix destination = network.destination();
    return only.index() == index
        && only.gateway() == null
        && FakeLinks.contains(destination, gateway);
  }

  private static int tableOf(RouteChange change) {
    return switch (change) {
      case RouteChange.AddRoute(var route) -> route.table();
      case RouteChange.ReplaceRoute(var route) -> route.table();
      default -> Route.MAIN;
    };
  }
}
