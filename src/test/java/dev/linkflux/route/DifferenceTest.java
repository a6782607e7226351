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
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final Route FIBRE_MAIN = toInternet(Route.MAIN, 1, 10);
  private static final Route LTE_MAIN = toInternet(Route.MAIN, 2, 10);
  private static final Route LTE_BEHIND = toInternet(Route.MAIN, 2, 11);
  private static final Route FIBRE_BEHIND = toInternet(Route.MAIN, 1, 11);
  private static final Route FIBRE_NET = network(1001, 1);
  private static final Route FIBRE_OUT = toInternet(1001, 1, 10);
  private static final Route LTE_NET = network(1002, 2);
  private static final Route LTE_OUT = toInternet(1002, 2, 10);
  private static final Rule FIBRE_RULE = rule(20_000, "wan1", 1001);
  private static final Rule LTE_RULE = rule(20_016, "wan2", 1002);

  private static final List<Route> BOTH =
      List.of(FIBRE_NET, FIBRE_OUT, LTE_NET, LTE_OUT, FIBRE_MAIN, LTE_BEHIND);
  private static final List<Rule> RULES = List.of(FIBRE_RULE, LTE_RULE);

  private static Route toInternet(int table, int uplink, int metric) {
    return new Route(
        table,
        Prefix.everything(false),
        ip(10, 1, uplink, 1),
        "wan" + uplink,
        uplink,
        metric,
        ip(10, 1, uplink, 2));
  }

  private static Route network(int table, int uplink) {
    Prefix destination = new Prefix(ip(10, 1, uplink, 0), 24);
    return new Route(table, destination, null, "wan" + uplink, uplink, 10, ip(10, 1, uplink, 2));
  }

  private static Rule rule(int priority, String device, int table) {
    return new Rule(priority, false, null, 0, 0, device, table);
  }

  private static InetAddress ip(int a, int b, int c, int d) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<RouteChange> between(Holding held, List<Route> routes, List<Rule> rules) {
    return Difference.between(held, new RoutePlan(Moment.ZERO, 1, routes, rules));
  }

  @Test
  void nothingIsToBeDoneWhereThePlanIsHeldInWhateverOrder() {
    assertThat(between(new Holding(BOTH.reversed(), RULES.reversed()), BOTH, RULES)).isEmpty();
  }

  @Test
  void theMainDefaultComesBeforeAllThenTablesThenRules() {
    assertThat(between(Holding.NOTHING, BOTH, RULES))
        .containsExactly(
            new AddRoute(FIBRE_MAIN),
            new AddRoute(LTE_BEHIND),
            new AddRoute(FIBRE_NET),
            new AddRoute(LTE_NET),
            new AddRoute(FIBRE_OUT),
            new AddRoute(LTE_OUT),
            new AddRule(FIBRE_RULE),
            new AddRule(LTE_RULE));
  }

  @Test
  void aFailoverBeginsWithTheReplacementAndThenTidiesUp() {
    assertThat(
            between(
                new Holding(BOTH, RULES), List.of(LTE_NET, LTE_OUT, LTE_MAIN), List.of(LTE_RULE)))
        .containsExactly(
            new ReplaceRoute(LTE_MAIN),
            new RemoveRule(FIBRE_RULE),
            new RemoveRoute(FIBRE_NET),
            new RemoveRoute(FIBRE_OUT),
            new RemoveRoute(LTE_BEHIND));
  }

  @Test
  void twoUplinksChangePlacesByTwoReplacements() {
    assertThat(
            between(
                new Holding(BOTH, RULES),
                List.of(FIBRE_NET, FIBRE_OUT, LTE_NET, LTE_OUT, LTE_MAIN, FIBRE_BEHIND),
                RULES))
        .containsExactly(new ReplaceRoute(LTE_MAIN), new ReplaceRoute(FIBRE_BEHIND));
  }

  @Test
  void aDeviceMadeAnewIsReplacedByItsIndex() {
    Route anew =
        new Route(
            1001,
            FIBRE_OUT.destination(),
            FIBRE_OUT.hops().getFirst().gateway(),
            "wan1",
            7,
            10,
            FIBRE_OUT.source());
    assertThat(between(new Holding(List.of(FIBRE_OUT), List.of()), List.of(anew), List.of()))
        .containsExactly(new ReplaceRoute(anew));
  }

  @Test
  void anEmptyPlanRemovesAllRulesFirstTheLastAheadAndDefaultsLast() {
    assertThat(between(new Holding(BOTH, RULES), List.of(), List.of()))
        .containsExactly(
            new RemoveRule(LTE_RULE),
            new RemoveRule(FIBRE_RULE),
            new RemoveRoute(FIBRE_NET),
            new RemoveRoute(LTE_NET),
            new RemoveRoute(FIBRE_OUT),
            new RemoveRoute(LTE_OUT),
            new RemoveRoute(LTE_BEHIND),
            new RemoveRoute(FIBRE_MAIN));
  }

  @Test
  void ofTwoRoutesInOnePlaceTheRightOneStays() {
    assertThat(
            between(
                new Holding(List.of(LTE_MAIN, FIBRE_MAIN), List.of()),
                List.of(FIBRE_MAIN),
                List.of()))
        .containsExactly(new RemoveRoute(LTE_MAIN));
  }

  @Test
  void ofTwoPlannedForOnePlaceTheFirstIsTaken() {
    assertThat(between(Holding.NOTHING, List.of(FIBRE_MAIN, LTE_MAIN), List.of()))
        .containsExactly(new AddRoute(FIBRE_MAIN));
  }

  @Test
  void theLowestMetricIsPlacedFirstAndTheHighestRemovedFirst() {
    Route last = toInternet(Route.MAIN, 3, 12);
    assertThat(between(Holding.NOTHING, List.of(last, LTE_BEHIND, FIBRE_MAIN), List.of()))
        .containsExactly(new AddRoute(FIBRE_MAIN), new AddRoute(LTE_BEHIND), new AddRoute(last));
    assertThat(
            between(
                new Holding(List.of(FIBRE_MAIN, last, LTE_BEHIND), List.of()),
                List.of(),
                List.of()))
        .containsExactly(
            new RemoveRoute(last), new RemoveRoute(LTE_BEHIND), new RemoveRoute(FIBRE_MAIN));
  }

  @Test
  void routesToServersComeRightAfterTheMainDefaultsAndGoBeforeThem() {
    Route server = toServer(1);
    List<Route> routes = List.of(FIBRE_NET, FIBRE_OUT, server, FIBRE_MAIN);
    assertThat(between(Holding.NOTHING, routes, List.of()))
        .containsExactly(
            new AddRoute(FIBRE_MAIN),
            new AddRoute(server),
            new AddRoute(FIBRE_NET),
            new AddRoute(FIBRE_OUT));
    assertThat(between(new Holding(routes, List.of()), List.of(), List.of()))
        .containsExactly(
            new RemoveRoute(FIBRE_NET),
            new RemoveRoute(server),
            new RemoveRoute(FIBRE_OUT),
            new RemoveRoute(FIBRE_MAIN));
  }

  private static Route toServer(int uplink) {
    return new Route(
        Route.MAIN,
        Prefix.host(ip(198, 51, 100, 1)),
        ip(10, 1, uplink, 1),
        "wan" + uplink,
        uplink,
        10,
        null);
  }
}
