package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.route.RouteChange.AddRoute;
import dev.linkflux.route.RouteChange.RemoveRoute;
import dev.linkflux.route.RouteChange.ReplaceRoute;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How one route comes into its place, whatever stands there. */
class PlacementTest {
  private static final Route FIBRE = group(List.of(hop(1, 1)));
  private static final Route LTE = group(List.of(hop(2, 1)));

  private static InetAddress router(int uplink) {
    return FakeWorld.ip("10.1." + uplink + ".1");
  }

  private static List<RouteChange> between(Holding held, List<Route> routes, List<Rule> rules) {
    return Difference.between(held, new RoutePlan(Moment.ZERO, 1, routes, rules));
  }

  @Test
  void aRouteToAServerIsReplacedAndNeverMissing() {
    assertThat(
            between(new Holding(List.of(toServer(1)), List.of()), List.of(toServer(2)), List.of()))
        .containsExactly(new ReplaceRoute(toServer(2)));
  }

  @Test
  void aGroupIsReplacedWholeWhicheverOfItsHopsGoes() {
    for (int gone = 0; gone < 3; gone++) {
      List<Hop> hops = new ArrayList<>(List.of(hop(1, 1), hop(2, 2), hop(3, 5)));
      Route before = group(hops);
      Hop _ = hops.remove(gone);
      assertThat(between(new Holding(List.of(before), List.of()), List.of(group(hops)), List.of()))
          .containsExactly(new ReplaceRoute(group(hops)));
    }
  }

  @Test
  void hopsInAnotherOrderOrOfAnotherWeightAreAnotherGroup() {
    Route wanted = group(List.of(hop(1, 1), hop(2, 2)));
    for (Route other :
        List.of(
            group(List.of(hop(2, 2), hop(1, 1))),
            group(List.of(hop(1, 2), hop(2, 2))),
            group(List.of(hop(1, 1))))) {
      assertThat(between(new Holding(List.of(other), List.of()), List.of(wanted), List.of()))
          .containsExactly(new ReplaceRoute(wanted));
    }
  }

  @Test
  void ofTwoIpv6RoutesInOnePlaceTheKernelReplacesTheOneOfTheSameKind() {
    Route onLink = toInternet6(null);
    Route routed = toInternet6(FakeWorld.ip("fe80::1"));
    Route anew = toInternet6(FakeWorld.ip("fe80::2"));
    assertThat(between(new Holding(List.of(onLink, routed), List.of()), List.of(anew), List.of()))
        .containsExactly(new ReplaceRoute(anew), new RemoveRoute(onLink));
  }

  @Test
  void whereSomebodyElseStandsBeforeUsNobodyIsReplaced() {
    Holding held =
        new Holding(List.of(FIBRE), List.of(), List.of(), Limits.NONE, Set.of(FIBRE.key()));
    assertThat(between(held, List.of(LTE), List.of())).containsExactly(new AddRoute(LTE));
    assertThat(between(held, List.of(FIBRE), List.of())).isEmpty();
    assertThat(between(held, List.of(), List.of())).containsExactly(new RemoveRoute(FIBRE));
  }

  private static Route toServer(int uplink) {
    return new Route(
        Route.MAIN,
        Prefix.host(FakeWorld.ip("198.51.100.1")),
        router(uplink),
        "wan" + uplink,
        uplink,
        10,
        null);
  }

  private static Route toInternet6(@Nullable InetAddress gateway) {
    return new Route(Route.MAIN, Prefix.everything(true), gateway, "wan1", 1, 10, null);
  }

  private static Hop hop(int uplink, int weight) {
    return new Hop(router(uplink), "wan" + uplink, uplink, weight);
  }

  private static Route group(List<Hop> hops) {
    return new Route(Route.MAIN, Prefix.everything(false), hops, 10, null);
  }
}
