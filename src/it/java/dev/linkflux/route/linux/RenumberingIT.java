package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.Namespace;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.route.Hop;
import dev.linkflux.route.Route;
import dev.linkflux.route.RoutePlan;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Addresses and gateways change under the whole engine, as DHCP clients and routers do it. */
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RenumberingIT {
  private RouteLab lab;
  private Namespace router;
  private EngineRun engine;
  private int settled;

  @BeforeEach
  void build() throws IOException {
    lab = new RouteLab();
    router = new Namespace(lab.router);
    router.ip(
        "route add default via 10.1.1.1 dev wan1 proto dhcp metric 100",
        "route add default via 10.1.2.1 dev wan2 proto dhcp metric 200",
        "route add default via fe80::1 dev wan1 proto ra metric 1024 expires 300",
        "route add default via fe80::1 dev wan2 proto ra metric 1025 expires 300");
    engine = new EngineRun(lab, RouteLab.uplinks("", ""));
    awaitMain("10.1.1.1", "10.1.1.2");
    settled = engine.watch.changes().size() - 1;
  }

  @AfterEach
  void remove() throws IOException {
    engine.assertADefaultStoodSince(settled);
    engine.close();
    lab.close();
  }

  private static InetAddress ip(String address) {
    return InetAddress.ofLiteral(address);
  }

  /** Waits until IPv4 leaves by wan1 through that gateway, from that source. */
  private void awaitMain(String gateway, String source) {
    Route _ =
        engine.awaitRoute(
            "the main default is via %s from %s".formatted(gateway, source),
            false,
            route ->
                route.hops().getFirst().device().equals("wan1")
                    && ip(gateway).equals(route.hops().getFirst().gateway())
                    && ip(source).equals(route.source()));
  }

  private void awaitIpv6(String device, String gateway) {
    Hop _ =
        engine.awaitHop(
            gateway, true, hop -> hop.device().equals(device) && ip(gateway).equals(hop.gateway()));
  }

  @Test
  void anAddressIsReplacedInTheSameNetworkAndTheGatewayIsStillKnown() throws IOException {
    router.ip(
        "address del 10.1.1.2/24 dev wan1",
        "address add 10.1.1.50/24 dev wan1",
        "route replace default via 10.1.1.1 dev wan1 proto dhcp metric 100");
    awaitMain("10.1.1.1", "10.1.1.50");
    assertThat(lab.inRouter("rule"))
        .contains("from 10.1.1.50 lookup 1001")
        .doesNotContain("10.1.1.2 ");
    // The route is late: DHCP clients run scripts.
    router.ip("address del 10.1.1.50/24 dev wan1", "address add 10.1.1.51/24 dev wan1");
    awaitMain("10.1.1.1", "10.1.1.51");
  }

  @Test
  void anotherNetworkWithAnotherGateway() throws IOException {
    router.ip(
        "address add 10.7.0.2/24 dev wan1",
        "route replace default via 10.7.0.1 dev wan1 proto dhcp metric 100",
        "address del 10.1.1.2/24 dev wan1");
    awaitMain("10.7.0.1", "10.7.0.2");
    assertThat(lab.routes(dev.linkflux.kernel.IpFamily.V4, 1001))
        .contains("10.7.0.0/24 dev wan1")
        .doesNotContain("10.1.1");
    // And without any address in between.
    lab.inRouter("-4", "address", "flush", "dev", "wan1");
    engine.awaitVia("wan2");
    router.ip(
        "address add 10.1.1.2/24 dev wan1",
        "route add default via 10.1.1.1 dev wan1 proto dhcp metric 100");
    awaitMain("10.1.1.1", "10.1.1.2");
  }

  @Test
  void anotherGatewayInTheSameNetworkAndOneOutsideOfIt() throws IOException {
    lab.inRouter("route replace default via 10.1.1.9 dev wan1 proto dhcp metric 100".split(" "));
    awaitMain("10.1.1.9", "10.1.1.2");
    lab.inRouter(
        "route replace default via 100.64.0.1 dev wan1 onlink proto dhcp metric 100".split(" "));
    awaitMain("100.64.0.1", "10.1.1.2");
    assertThat(lab.inRouter("route", "show", "table", "1001"))
        .contains("default via 100.64.0.1 dev wan1")
        .contains("onlink");
  }

  @Test
  void aHostAddressWhoseGatewayIsInNoNetwork() throws IOException {
    router.ip(
        "address add 203.0.113.5/32 dev wan1",
        "route replace default via 203.0.113.1 dev wan1 onlink proto dhcp metric 100",
        "address del 10.1.1.2/24 dev wan1");
    awaitMain("203.0.113.1", "203.0.113.5");
    router.ip("address add 2001:db8::5/128 dev wan1 nodad", "address del fd01:1::2/64 dev wan1");
    engine.awaitRoute(
        "IPv6 from the host address", true, route -> ip("2001:db8::5").equals(route.source()));
    awaitIpv6("wan1", "fe80::1");
  }

  @Test
  void severalAddressesHaveARuleEachAndTheFirstIsTheSource() throws IOException {
    router.ip("address add 10.1.1.3/24 dev wan1", "address add 10.8.0.2/24 dev wan1");
    engine.awaitPlan(
        "three rules",
        plan -> sources(plan).containsAll(List.of(ip("10.1.1.2"), ip("10.1.1.3"), ip("10.8.0.2"))));
    awaitMain("10.1.1.1", "10.1.1.2");
    // With its first address its second of that network goes too.
    lab.inRouter("address", "del", "10.1.1.2/24", "dev", "wan1");
    awaitMain("10.1.1.1", "10.8.0.2");
    assertThat(sources(engine.told(RoutePlan.class).getLast())).doesNotContain(ip("10.1.1.3"));
  }

  private static List<InetAddress> sources(RoutePlan plan) {
    return plan.rules().stream()
        .filter(rule -> rule.source() != null)
        .map(rule -> Objects.requireNonNull(rule.source()).address())
        .toList();
  }

  @Test
  void routersOfIpv6AreFollowedAsTheyAdvertiseThemselves() throws IOException {
    awaitIpv6("wan1", "fe80::1");
    router.ip(
        "route add default via fe80::2 dev wan1 proto ra metric 512 expires 300",
        "route del default via fe80::1 dev wan1 proto ra");
    awaitIpv6("wan1", "fe80::2");
    lab.inRouter("-6", "address", "add", "2001:db8:1::7/64", "dev", "wan1", "nodad");
    engine.awaitRoute(
        "IPv6 from the global address", true, route -> ip("2001:db8:1::7").equals(route.source()));
    lab.inRouter("link", "set", "wan1", "down");
    awaitIpv6("wan2", "fe80::1");
  }
}
