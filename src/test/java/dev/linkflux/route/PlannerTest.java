package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the kernel should hold for each kind of uplink. */
class PlannerTest {
  private static final List<Uplink> UPLINKS = Scenario.settings(3, 1).uplinks();

  private final Planner planner = new Planner(UPLINKS, new Routing(76, 1001, 0x1000, 10, 20_000));

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  private static Prefix prefix(String text) {
    String[] parts = text.split("/", -1);
    return new Prefix(address(parts[0]), Integer.parseInt(parts[1]));
  }

  private static LinkFacts facts(int uplink, String addresses, String gateways, boolean direct) {
    return new LinkFacts(
        Moment.ZERO,
        UPLINKS.get(uplink).id(),
        uplink + 2,
        true,
        true,
        split(addresses).map(PlannerTest::prefix).toList(),
        split(gateways).map(PlannerTest::address).toList(),
        direct);
  }

  private static Stream<String> split(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(part -> !part.isEmpty());
  }

  private static Route route(
      int table, String to, @Nullable String via, int uplink, int metric, String source) {
    return new Route(
        table,
        prefix(to),
        via == null ? null : address(via),
        "wan" + uplink,
        uplink + 2,
        metric,
        address(source));
  }

  @Test
  void anUplinkHasATableWithItsNetworkAndItsDefaultRoute() {
    planner.addUplink(facts(1, "10.1.0.2/24", "10.1.0.1", false));
    assertThat(planner.routes())
        .containsExactly(
            route(1002, "10.1.0.0/24", null, 1, 10, "10.1.0.2"),
            route(1002, "0.0.0.0/0", "10.1.0.1", 1, 10, "10.1.0.2"));
  }

  @Test
  void itsRulesLeadThereByInterfaceMarkAndSource() {
    planner.addUplink(facts(2, "10.2.0.2/24 10.2.9.2/24", "10.2.0.1", false));
    assertThat(planner.rules())
        .containsExactly(
            new Rule(20_032, false, null, 0, 0, "wan2", 1003),
            new Rule(20_033, false, null, 0x1002, 0xffff, null, 1003),
            new Rule(20_034, false, prefix("10.2.0.2/32"), 0, 0, null, 1003),
            new Rule(20_035, false, prefix("10.2.9.2/32"), 0, 0, null, 1003));
  }

  @Test
  void bothFamiliesHaveRoutesAndRulesOfTheirOwn() {
    planner.addUplink(facts(0, "10.0.0.2/24 2001:db8::2/64", "10.0.0.1 fe80::1", false));
    planner.addMain(List.of(facts(0, "10.0.0.2/24 2001:db8::2/64", "10.0.0.1 fe80::1", false)));
    assertThat(planner.routes())
        .containsExactly(
            route(1001, "10.0.0.0/24", null, 0, 10, "10.0.0.2"),
            route(1001, "2001:db8::/64", null, 0, 10, "2001:db8::2"),
            route(1001, "0.0.0.0/0", "10.0.0.1", 0, 10, "10.0.0.2"),
            route(1001, "::/0", "fe80::1", 0, 10, "2001:db8::2"),
            route(254, "0.0.0.0/0", "10.0.0.1", 0, 10, "10.0.0.2"),
            route(254, "::/0", "fe80::1", 0, 10, "2001:db8::2"));
    assertThat(planner.rules())
        .containsExactly(
            new Rule(20_000, false, null, 0, 0, "wan0", 1001),
            new Rule(20_001, false, null, 0x1000, 0xffff, null, 1001),
            new Rule(20_002, false, prefix("10.0.0.2/32"), 0, 0, null, 1001),
            new Rule(20_000, true, null, 0, 0, "wan0", 1001),
            new Rule(20_001, true, null, 0x1000, 0xffff, null, 1001),
            new Rule(20_002, true, prefix("2001:db8::2/128"), 0, 0, null, 1001));
  }

  @Test
  void aPointToPointLinkNeedsNeitherGatewayNorNetwork() {
    LinkFacts lte = facts(1, "100.64.0.2/32", "", true);
    planner.addUplink(lte);
    planner.addMain(List.of(lte));
    assertThat(planner.routes())
        .containsExactly(
            route(1002, "0.0.0.0/0", null, 1, 10, "100.64.0.2"),
            route(254, "0.0.0.0/0", null, 1, 10, "100.64.0.2"));
    assertThat(planner.rules()).hasSize(3);
  }

  @Test
  void withoutAWayOutThereIsNoDefaultRouteAndNoRule() {
    LinkFacts lost = facts(1, "10.1.0.2/24", "", false);
    planner.addUplink(lost);
    planner.addMain(List.of(lost));
    assertThat(planner.routes())
        .containsExactly(route(1002, "10.1.0.0/24", null, 1, 10, "10.1.0.2"));
    assertThat(planner.rules()).isEmpty();
  }

  @Test
  void aGatewayOfTheOtherFamilyIsNoWayOut() {
    planner.addUplink(facts(1, "10.1.0.2/24", "fe80::1", false));
    assertThat(planner.routes()).noneMatch(Route::isDefault);
  }

  @Test
  void theMainDefaultsStandInOrderAtRisingMetricsEachFamilyByItself() {
    planner.addMain(
        List.of(
            facts(2, "10.2.0.2/24", "10.2.0.1", false),
            facts(0, "2001:db8::2/64", "fe80::1", false),
            facts(1, "10.1.0.2/24 2001:db8:1::2/64", "10.1.0.1 fe80::2", false)));
    assertThat(planner.routes())
        .containsExactly(
            route(254, "0.0.0.0/0", "10.2.0.1", 2, 10, "10.2.0.2"),
            route(254, "0.0.0.0/0", "10.1.0.1", 1, 11, "10.1.0.2"),
            route(254, "::/0", "fe80::1", 0, 10, "2001:db8::2"),
            route(254, "::/0", "fe80::2", 1, 11, "2001:db8:1::2"));
  }

  @Test
  void twoAddressesOfOneNetworkAreOneRouteFromTheFirst() {
    planner.addUplink(facts(0, "2001:db8::2/64 2001:db8::9/64", "fe80::1", false));
    assertThat(planner.routes())
        .containsExactly(
            route(1001, "2001:db8::/64", null, 0, 10, "2001:db8::2"),
            route(1001, "::/0", "fe80::1", 0, 10, "2001:db8::2"));
    assertThat(planner.rules()).hasSize(4);
  }

  @Test
  void addressesBeyondTheRoomForRulesHaveNone() {
    StringBuilder many = new StringBuilder();
    for (int i = 2; i < 32; i++) {
      many.append(" 10.0.0.").append(i).append("/24");
    }
    planner.addUplink(facts(0, many.toString(), "10.0.0.1", false));
    assertThat(planner.rules()).hasSize(16).last().extracting(Rule::priority).isEqualTo(20_015);
  }
}
