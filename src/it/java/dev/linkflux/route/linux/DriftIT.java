package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.NoBlocking;
import dev.linkflux.kernel.IpPrefix;
import dev.linkflux.kernel.NetlinkEvent;
import dev.linkflux.kernel.NetlinkEvents;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.RouteRequest;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.route.Drifted;
import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Limits;
import dev.linkflux.route.Route;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.Rule;
import dev.linkflux.uplink.Mptcp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What others do to what is ours is told; what we do ourselves is not. */
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DriftIT {
  private SinkLab it;

  @BeforeEach
  void build(@TempDir Path state) throws IOException {
    it = new SinkLab(state);
    it.hear();
  }

  @AfterEach
  void remove() throws IOException {
    it.close();
  }

  private RoutePlan plan(int first, int second) throws IOException {
    List<Route> routes = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    for (boolean ipv6 : new boolean[] {false, true}) {
      routes.add(SinkLab.main(ipv6, 10, List.of(it.hop(ipv6, first, 1))));
      routes.add(SinkLab.main(ipv6, 11, List.of(it.hop(ipv6, second, 1))));
      rules.add(new Rule(20_000, ipv6, null, 0, 0, "wan" + second, 1001));
      rules.add(new Rule(20_001, ipv6, null, 0x1000, 0xffff, null, 1001));
    }
    return it.plan(routes, rules);
  }

  private void awaitTold(String part) {
    RouteLab.await(part + " is told", () -> count(part) > 0);
  }

  private long count(String part) {
    return it.drifted.stream().map(Drifted::what).filter(what -> what.contains(part)).count();
  }

  private void again(String what, RoutePlan plan) {
    awaitTold(what);
    assertThat(it.applied(plan).changes()).isEqualTo(1);
    it.drifted.clear();
  }

  @Test
  void onlyWhatOthersDoIsTold() throws IOException {
    for (int round = 0; round < 3; round++) {
      assertThat(it.applied(plan(1, 2)).changes()).isPositive();
      assertThat(it.applied(plan(2, 1)).changes()).isPositive();
    }
    it.namespace.ip("route add 10.8.0.0/16 via 10.1.1.1", "rule add from 10.8.0.1 lookup 1001");
    it.namespace.ip("route del default metric 11");
    awaitTold("is gone, by somebody else (netlink port ");
    assertThat(it.drifted).extracting(Drifted::what).hasSize(1);
    assertThat(it.drifted.getFirst().what()).startsWith("default via 10.1.1.1 dev wan1 table main");
    again("default via 10.1.1.1", plan(2, 1));
    it.lab.inRouter("rule", "del", "priority", "20001");
    again("rule 20001: fwmark 0x1000/0xffff lookup 1001 is gone", plan(2, 1));
    it.lab.inRouter("-6", "rule", "del", "priority", "20000");
    again("rule -6 20000", plan(2, 1));
    it.lab.inRouter("-6", "route", "del", "default", "metric", "10");
    again("dev wan2 table main metric 10 is gone", plan(2, 1));
    it.lab.inRouter("route", "add", "blackhole", "10.7.0.0/16", "proto", "76");
    again("10.7.0.0/16", plan(2, 1));
    it.lab.inRouter(
        "route", "replace", "default", "via", "10.1.1.1", "metric", "10", "proto", "76");
    again("is new", plan(2, 1));
    assertThat(it.applied(plan(2, 1)).changes()).isZero();
  }

  @Test
  void aForeignRouteThatTookThePlaceOfOursIsToldAndNotTouched() throws IOException {
    it.applied(plan(1, 2));
    it.lab.inRouter("route", "replace", "default", "via", "10.1.2.1", "metric", "10");
    awaitTold("in the place of default via 10.1.1.1");
    assertThat(it.refused(plan(1, 2))).contains("is taken by a route of protocol 3 (boot)");
    assertThat(it.lab.inRouter("route", "show", "default"))
        .contains("default via 10.1.2.1 dev wan2 metric 10");
    // Nor by a plan that replaces what the image held.
    assertThat(it.refused(plan(2, 1))).contains("is taken by a route of protocol 3 (boot)");
    it.lab.inRouter("route", "del", "default", "metric", "10");
    it.applied(plan(1, 2));
  }

  @Test
  void routesThatGoWithTheirInterfaceAreNotMissedByTheNextPlan() throws IOException {
    RoutePlan plan = plan(1, 2);
    it.applied(plan);
    it.lab.inRouter("link", "set", "wan1", "down");
    it.lab.inRouter("link", "set", "wan1", "up");
    // No reading until a plan: what was taken in silence must not be taken for what stands.
    RouteLab.await("carrier", () -> it.lab.said("link", "show", "wan1").contains("LOWER_UP"));
    it.applied(plan);
    assertThat(it.lab.inRouter("route", "show", "default")).contains("dev wan1");
  }

  @Test
  void endpointsAndLimitsAreLookedAt() throws IOException {
    Endpoint endpoint =
        new Endpoint(SinkLab.address(false, 1), "wan1", it.lab.index("wan1"), Mptcp.SUBFLOW, false);
    RoutePlan plan = it.plan(List.of(), List.of(), List.of(endpoint), new Limits(8, 8), List.of());
    it.applied(plan);
    it.lab.inRouter("mptcp", "endpoint", "change", "id", "1", "backup");
    again("MPTCP endpoint 10.1.1.2 dev wan1 subflow is gone, or is another", plan);
    it.lab.inRouter("mptcp", "endpoint", "flush");
    again("MPTCP endpoint 10.1.1.2", plan);
    it.lab.inRouter("mptcp", "limits", "set", "subflow", "1");
    again("MPTCP limits are only subflows 1", plan);
    assertThat(it.applied(plan).changes()).isZero();
  }

  @Test
  void anOverrunIsTold() throws Exception {
    RoutePlan plan = plan(1, 2);
    it.applied(plan);
    CountDownLatch busy = new CountDownLatch(1);
    try (Rtnetlink other = it.namespace.call(Rtnetlink::open)) {
      it.loop.next().execute(() -> NoBlocking.onPurpose(busy));
      List<RouteRequest> requests = new ArrayList<>();
      int device = it.lab.index("wan2");
      for (int i = 0; i < 4_000; i++) {
        IpPrefix prefix = IpPrefix.host(RouteLab.ip("10.77." + i / 250 + "." + i % 250));
        requests.add(
            new RouteRequest.AddRoute(
                RouteEntry.onto(prefix, device, 5, RouteEntry.TABLE_MAIN, 4)));
      }
      assertThat(other.carryOut(requests)).allMatch(answer -> answer.isEmpty());
      it.lab.inRouter("route", "del", "default", "metric", "10");
    } finally {
      busy.countDown();
    }
    again("announcements were lost", plan);
  }

  @Test
  void aPlanThatStandsSendsNoChange() throws Exception {
    RoutePlan plan = plan(1, 2);
    it.applied(plan);
    List<NetlinkEvent> events = new CopyOnWriteArrayList<>();
    List<IOException> failures = new CopyOnWriteArrayList<>();
    try (NetlinkEvents _ =
        it.namespace.call(
            () ->
                NetlinkEvents.open(
                        it.loop.next(),
                        NetlinkEvents.RECEIVE_BUFFER_BYTES,
                        events::add,
                        failures::add)
                    .get())) {
      it.restart();
      assertThat(it.applied(plan).changes()).isZero();
      it.lab.inRouter("route", "add", "192.0.2.0/24", "dev", "wan1", "metric", "77");
      RouteLab.await("a later change is announced", () -> !events.isEmpty());
    }
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            NetlinkEvent.RouteChanged.class,
            event -> assertThat(event.route().metric()).isEqualTo(77));
    assertThat(failures).isEmpty();
  }
}
