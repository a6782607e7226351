package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.lab.NeedsLab;
import dev.linkflux.route.Hop;
import dev.linkflux.route.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One default route of several ways, and those that stand by behind it. */
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EcmpIT {
  private static final int UPLINKS = 3;

  private SinkLab it;

  @BeforeEach
  void build(@TempDir Path state) throws IOException {
    it = new SinkLab(state);
    it.lab.addWan(3);
  }

  @AfterEach
  void remove() throws IOException {
    it.close();
  }

  /**
   * Those that carry, in their order with their weights, and behind them all others; in IPv4 also
   * each of a group by itself, as the plans have it.
   */
  private List<Route> routes(boolean ipv6, int... carrying) throws IOException {
    List<Hop> hops = new ArrayList<>();
    for (int number : carrying) {
      hops.add(it.hop(ipv6, number, 10 * number));
    }
    List<Route> routes = new ArrayList<>();
    routes.add(SinkLab.main(ipv6, 10, hops));
    for (int number = 1; number <= UPLINKS; number++) {
      String device = "wan" + number;
      boolean covered = !ipv6 && hops.size() > 1;
      if (covered || hops.stream().noneMatch(hop -> hop.device().equals(device))) {
        routes.add(SinkLab.main(ipv6, 10 + routes.size(), List.of(it.hop(ipv6, number, 1))));
      }
    }
    return routes;
  }

  /** As {@code ip route show default} says it. */
  private List<String> shown(boolean ipv6) throws IOException {
    return it.lab
        .inRouter(ipv6 ? "-6" : "-4", "route", "show", "default")
        .replace("\n\t", " ")
        .lines()
        .map(line -> line.replaceAll("proto 76 | pref medium", "").replaceAll("\\s+", " ").trim())
        .toList();
  }

  private static List<String> expected(List<Route> routes) {
    return routes.stream()
        .map(EcmpIT::expected)
        .map(line -> line.replaceAll("(:0){5}:1", "::1"))
        .toList();
  }

  private static String expected(Route route) {
    if (!route.isMultipath()) {
      return "default " + route.hops().getFirst() + " metric " + route.metric();
    }
    StringBuilder text = new StringBuilder("default metric " + route.metric());
    for (Hop hop : route.hops()) {
      text.append(" nexthop " + hop + " weight " + hop.weight());
    }
    return text.toString();
  }

  @ParameterizedTest(name = "IPv6: {0}")
  @ValueSource(booleans = {false, true})
  void hopsComeAndGoAtEveryPlaceAndTheKernelIsNeverWithoutADefault(boolean ipv6)
      throws IOException {
    int[][] steps = {
      {1}, {1, 2}, {1, 2, 3}, {2, 3}, {1, 2, 3}, {1, 3}, {1, 2, 3}, {1, 2}, {2}, {3, 2, 1}, {1, 2},
      {2, 1}, {3}, {1, 2, 3}, {3, 1}
    };
    assertThat(it.applied(it.plan(routes(ipv6, 1, 2, 3), List.of())).changes()).isPositive();
    try (Lookups lookups = new Lookups(it.namespace, ipv6)) {
      lookups.watch();
      for (int round = 0; round < 2; round++) {
        for (int[] step : steps) {
          List<Route> routes = routes(ipv6, step);
          assertThat(it.applied(it.plan(routes, List.of())).changes()).isPositive();
          assertThat(it.applied(it.plan(routes, List.of())).changes()).isZero();
          assertThat(shown(ipv6)).isEqualTo(expected(routes));
        }
      }
      assertThat(lookups.gap()).isNull();
      // In IPv6 one may just have found the route that the kernel is about to let go of.
      assertThat(lookups.misses()).isLessThanOrEqualTo(ipv6 ? 2 : 0);
      assertThat(lookups.count()).isGreaterThan(1_000);
    }
  }

  /** In IPv4 the group goes with any of its interfaces; what stands behind it serves then. */
  @ParameterizedTest(name = "IPv6: {0}")
  @ValueSource(booleans = {false, true})
  void aModemThatIsPulledLeavesAWayOutThoughNobodyActs(boolean ipv6) throws IOException {
    assertThat(it.applied(it.plan(routes(ipv6, 1, 2, 3), List.of())).changes()).isPositive();
    it.lab.inRouter("link", "delete", "wan1");
    assertThat(it.lab.inRouter("route", "get", ipv6 ? "2001:db8:9::9" : "198.51.100.9"))
        .containsPattern("dev wan[23]");
  }

  @ParameterizedTest(name = "IPv6: {0}")
  @ValueSource(booleans = {false, true})
  void flowsAreSharedByTheWeights(boolean ipv6) throws IOException {
    it.namespace.sysctl("net/" + (ipv6 ? "ipv6" : "ipv4") + "/fib_multipath_hash_policy=1");
    assertThat(it.applied(it.plan(routes(ipv6, 1, 2, 3), List.of())).changes()).isPositive();
    assertThat(shown(ipv6).getFirst())
        .contains("weight 10")
        .contains("weight 20")
        .contains("weight 30");
    int flows = 3_000;
    int[] shares = new int[UPLINKS + 1];
    try (Lookups lookups = new Lookups(it.namespace, ipv6)) {
      int first = it.lab.index("wan1");
      int second = it.lab.index("wan2");
      for (int flow = 0; flow < flows; flow++) {
        int index = lookups.interfaceOf(flow);
        shares[index == first ? 1 : index == second ? 2 : 3]++;
      }
    }
    for (int number = 1; number <= UPLINKS; number++) {
      double share = number / 6.0;
      // Five standard deviations: by chance once in 1.7 million runs.
      double bound = 5 * Math.sqrt(flows * share * (1 - share));
      assertThat((double) shares[number]).isCloseTo(flows * share, within(bound));
    }
  }

  @ParameterizedTest(name = "IPv6: {0}")
  @ValueSource(booleans = {false, true})
  void aBadHopDoesNotKeepTheOthersFromCarrying(boolean ipv6) throws IOException {
    Hop bad = new Hop(RouteLab.ip(ipv6 ? "ff02::1" : "224.0.0.1"), "wan2", it.lab.index("wan2"), 1);
    Route wanted = SinkLab.main(ipv6, 10, List.of(it.hop(ipv6, 1, 1), bad, it.hop(ipv6, 3, 2)));
    assertThat(it.refused(it.plan(List.of(wanted), List.of())))
        .contains("default nexthop via")
        .contains("EINVAL");
    List<String> without =
        expected(List.of(SinkLab.main(ipv6, 10, List.of(it.hop(ipv6, 1, 1), it.hop(ipv6, 3, 2)))));
    assertThat(shown(ipv6)).isEqualTo(without);
    Route worse = SinkLab.main(ipv6, 10, List.of(bad, it.hop(ipv6, 3, 1)));
    assertThat(it.refused(it.plan(List.of(worse), List.of()))).contains("put in place default");
    assertThat(shown(ipv6))
        .isEqualTo(expected(List.of(SinkLab.main(ipv6, 10, List.of(it.hop(ipv6, 3, 1))))));
  }

  @ParameterizedTest(name = "IPv6: {0}")
  @ValueSource(booleans = {false, true})
  void aGroupBesideAForeignRouteOfItsPlaceIsRefusedAndTheForeignOneStays(boolean ipv6)
      throws IOException {
    String foreign = "default via " + SinkLab.gateway(ipv6, 3).getHostAddress() + " dev wan3";
    it.namespace.ip(
        "route add "
            + foreign.replace("default", ipv6 ? "::/0" : "0.0.0.0/0")
            + " metric 10 proto static");
    assertThat(it.refused(it.plan(routes(ipv6, 1, 2), List.of())))
        .contains("protocol 4 (static)")
        .contains("choose another routes.metric");
    assertThat(it.lab.inRouter(ipv6 ? "-6" : "-4", "route", "show", "default"))
        .contains("wan3 proto static");
  }
}
