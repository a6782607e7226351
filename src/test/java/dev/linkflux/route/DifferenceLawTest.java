package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.route.RouteChange.AddRoute;
import dev.linkflux.route.RouteChange.AddRule;
import dev.linkflux.route.RouteChange.RemoveRoute;
import dev.linkflux.route.RouteChange.RemoveRule;
import dev.linkflux.route.RouteChange.ReplaceRoute;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds of the way from any holding to any plan, step by step, in a kernel that is as strict
 * as the real one. The seed stands in the name of the failing case.
 */
class DifferenceLawTest {
  private static final int[] TABLES = {Route.MAIN, 1001, 1002};

  static LongStream seeds() {
    return LongStream.range(0, 3000);
  }

  /** Holds routes in the order of their making; add is exclusive, as NLM_F_EXCL is. */
  private static final class Kernel {
    final List<Route> routes;
    final List<Rule> rules;

    Kernel(Holding held) {
      routes = new ArrayList<>(held.routes());
      rules = new ArrayList<>(held.rules());
    }

    void take(RouteChange change) {
      switch (change) {
        case AddRoute(var route) -> {
          assertThat(routes).noneMatch(it -> it.key().equals(route.key()));
          routes.add(route);
        }
        case ReplaceRoute(var route) -> {
          Route first =
              routes.stream().filter(it -> it.key().equals(route.key())).findFirst().orElseThrow();
          routes.set(routes.indexOf(first), route);
        }
        case RemoveRoute(var route) -> assertThat(routes.remove(route)).isTrue();
        case AddRule(var rule) -> {
          assertThat(rules).doesNotContain(rule);
          rules.add(rule);
        }
        case RemoveRule(var rule) -> assertThat(rules.remove(rule)).isTrue();
        case RouteChange.AddEndpoint _,
            RouteChange.ChangeEndpoint _,
            RouteChange.RemoveEndpoint _,
            RouteChange.RaiseLimits _ ->
            throw new AssertionError(change.words());
      }
    }

    Holding holding() {
      return new Holding(routes, rules);
    }
  }

  private static Route route(SplittableRandom random) {
    int table = TABLES[random.nextInt(TABLES.length)];
    boolean ipv6 = random.nextBoolean();
    int index = 1 + random.nextInt(2);
    boolean toAll = random.nextInt(3) > 0;
    InetAddress gateway = ip(ipv6, index);
    return new Route(
        table,
        toAll ? Prefix.everything(ipv6) : new Prefix(gateway, ipv6 ? 64 : 24).network(),
        toAll ? gateway : null,
        "wan" + index,
        index,
        10 + random.nextInt(3),
        null);
  }

  private static InetAddress ip(boolean ipv6, int index) {
    byte[] bytes = new byte[ipv6 ? 16 : 4];
    bytes[0] = 10;
    bytes[2] = (byte) index;
    bytes[bytes.length - 1] = 1;
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Rule rule(SplittableRandom random) {
    int table = 1001 + random.nextInt(2);
    return new Rule(20_000 + random.nextInt(4), random.nextBoolean(), null, 0, 0, "wan1", table);
  }

  private static List<Route> routes(SplittableRandom random) {
    Set<Route> routes = new LinkedHashSet<>();
    for (int i = random.nextInt(10); i > 0; i--) {
      routes.add(route(random));
    }
    return List.copyOf(routes);
  }

  private static List<Rule> rules(SplittableRandom random) {
    Set<Rule> rules = new LinkedHashSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      rules.add(rule(random));
    }
    return List.copyOf(rules);
  }

  private static List<Route> firstOfEachPlace(RoutePlan plan) {
    Set<Route.Key> keys = new LinkedHashSet<>();
    return plan.routes().stream().filter(route -> keys.add(route.key())).toList();
  }

  private static boolean hasMainDefault(List<Route> routes, boolean ipv6) {
    return routes.stream()
        .anyMatch(
            route ->
                route.table() == Route.MAIN
                    && route.isDefault()
                    && route.destination().isIpv6() == ipv6);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyHoldingBecomesEveryPlanAndNothingIsMissingMeanwhile(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Holding held = new Holding(routes(random), rules(random));
    RoutePlan plan = new RoutePlan(Moment.ZERO, 1, routes(random), rules(random));
    List<Route> wanted = firstOfEachPlace(plan);
    Kernel kernel = new Kernel(held);
    for (RouteChange change : Difference.between(held, plan)) {
      kernel.take(change);
      for (boolean ipv6 : new boolean[] {false, true}) {
        if (hasMainDefault(held.routes(), ipv6) && hasMainDefault(wanted, ipv6)) {
          assertThat(hasMainDefault(kernel.routes, ipv6)).as("after %s", change).isTrue();
        }
      }
      if (change instanceof AddRule(var rule)) {
        assertThat(kernel.routes)
            .as("routes that %s leads to", change)
            .containsAll(wanted.stream().filter(it -> it.table() == rule.table()).toList());
      }
      if (change instanceof RemoveRoute) {
        assertThat(plan.rules()).as("rules after %s", change).containsAll(kernel.rules);
      }
    }
    assertThat(kernel.routes).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(kernel.rules).containsExactlyInAnyOrderElementsOf(plan.rules());
    assertThat(Difference.between(kernel.holding(), plan)).isEmpty();
  }
}
