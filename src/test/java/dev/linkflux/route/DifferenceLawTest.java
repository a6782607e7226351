package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.route.FakeRoutes.Held;
import dev.linkflux.route.FakeRoutes.Mode;
import dev.linkflux.route.RouteChange.AddRule;
import dev.linkflux.route.RouteChange.RemoveRoute;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds of the way from any holding to any plan, after every single step (whoever kills us
 * leaves one of these), in a kernel that is as strict as the real one. The seed stands in the name
 * of the failing case.
 */
class DifferenceLawTest {
  private final FakeKernel kernel = new FakeKernel();

  static LongStream seeds() {
    return LongStream.range(0, 1500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyHoldingBecomesEveryPlanAndNothingIsMissingMeanwhile(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomPlans plans = new RandomPlans(kernel, random);
    FakeSink sink = new FakeSink(kernel);
    RouteAnswer _ = sink.apply(plans.plan(), Moment.ZERO);
    for (Route twice : plans.routes()) {
      String _ = kernel.routes.put(new Held(twice, FakeKernel.OURS), Mode.APPEND, _ -> true);
    }
    Holding held = sink.read();
    RoutePlan plan = plans.plan();
    List<RouteChange> changes = Difference.between(held, plan);
    List<Set<String>> steps = new ArrayList<>(List.of(ways()));
    for (RouteChange change : changes) {
      assertThat(kernel.take(change, _ -> true)).as("answer to %s", change).isNull();
      steps.add(ways());
      holdsForRules(change, plan);
    }
    holds(plan, held.limits());
    Set<String> always = new HashSet<>(steps.getFirst());
    always.retainAll(steps.getLast());
    assertThat(steps).as("after each of %s", changes).allMatch(step -> step.containsAll(always));
    Holding shuffled =
        new Holding(
            plan.routes().reversed(),
            plan.rules().reversed(),
            plan.endpoints().reversed(),
            kernel.limits);
    assertThat(Difference.between(shuffled, plan)).isEmpty();
  }

  /**
   * Destinations that the main table has a route to; and whether those of default routes work, by
   * the route that is asked first.
   */
  private Set<String> ways() {
    Set<String> ways =
        kernel.routes.all().stream()
            .map(Held::route)
            .filter(route -> route.table() == Route.MAIN)
            .map(route -> route.destination().toString())
            .collect(Collectors.toSet());
    for (boolean ipv6 : new boolean[] {false, true}) {
      if (kernel.routes.hasWorkingDefault(ipv6)) {
        ways.add("working " + Prefix.everything(ipv6));
      }
    }
    return ways;
  }

  private void holdsForRules(RouteChange change, RoutePlan plan) {
    if (change instanceof AddRule(var rule)) {
      assertThat(kernel.routes.all())
          .extracting(Held::route)
          .as("routes that %s leads to", change)
          .containsAll(plan.routes().stream().filter(it -> it.table() == rule.table()).toList());
    }
    if (change instanceof RemoveRoute) {
      assertThat(plan.rules())
          .as("rules after %s", change)
          .containsAll(kernel.rules.stream().map(FakeKernel.HeldRule::rule).toList());
    }
  }

  private void holds(RoutePlan plan, Limits before) {
    assertThat(kernel.routes.all())
        .extracting(Held::route)
        .containsExactlyInAnyOrderElementsOf(plan.routes());
    assertThat(kernel.rules)
        .extracting(FakeKernel.HeldRule::rule)
        .containsExactlyInAnyOrderElementsOf(plan.rules());
    assertThat(kernel.endpoints)
        .extracting(FakeKernel.HeldEndpoint::endpoint)
        .containsExactlyInAnyOrderElementsOf(plan.endpoints());
    assertThat(kernel.limits).isEqualTo(before.atLeast(plan.limits()));
  }
}
