package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.lab.Namespace;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.Tun;
import dev.linkflux.route.Hop;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Interfaces come, go and change their names; the routes of the whole engine follow. */
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InterfacesIT {
  private RouteLab lab;
  private @Nullable EngineRun run;
  private int settled;

  @BeforeEach
  void build() throws IOException {
    lab = new RouteLab();
    dhcp("wan2", "10.1.2.1", 200);
  }

  @AfterEach
  void remove() throws IOException {
    if (run != null) {
      run.assertADefaultStoodSince(settled);
      run.close();
    }
    lab.close();
  }

  /** What a DHCP client does with the router that it was told of. */
  private void dhcp(String device, String gateway, int metric) throws IOException {
    lab.inRouter(
        "route replace default via %s dev %s proto dhcp metric %d"
            .formatted(gateway, device, metric)
            .split(" "));
  }

  /** A modem is plugged in and gets an address and a gateway. */
  private void plug(String device, String address, String gateway) throws IOException {
    String peer = "m" + device;
    RouteLab.run(
        "ip link add %s netns %s type veth peer name %s netns %s"
            .formatted(device, lab.router, peer, lab.far)
            .split(" "));
    lab.inFar("link", "set", peer, "up");
    lab.inRouter("link", "set", device, "up");
    lab.inRouter("address", "add", address, "dev", device);
    dhcp(device, gateway, 100);
  }

  private EngineRun start(String expected, Uplink... uplinks) throws IOException {
    EngineRun started =
        new EngineRun(lab, uplinks.length == 0 ? RouteLab.uplinks("", "") : List.of(uplinks));
    run = started;
    Hop _ = started.awaitVia(expected);
    settled = started.watch.changes().size() - 1;
    return started;
  }

  private static void assertDown(EngineRun run, Cause cause, String sentence) {
    assertThat(run.transition(0).to()).isEqualTo(StateName.DOWN);
    assertThat(run.transition(0).cause()).isEqualTo(cause);
    assertThat(run.transition(0).sentence()).contains(sentence);
  }

  @Test
  void anInterfaceThatIsMissingIsTakenUpWhenItAppearsAndAgainWhenItIsMadeAnew() throws IOException {
    lab.inRouter("link", "del", "wan1");
    EngineRun engine = start("wan2");
    assertDown(engine, Cause.NO_INTERFACE, "there is no interface wan1");
    plug("wan1", "10.1.1.2/24", "10.1.1.1");
    int first = engine.awaitVia("wan1").index();
    lab.inRouter("link", "del", "wan1");
    engine.awaitVia("wan2");
    assertDown(engine, Cause.NO_INTERFACE, "there is no interface wan1");
    plug("wan1", "10.9.1.7/24", "10.9.1.1");
    Hop anew = engine.awaitVia("wan1");
    assertThat(anew.index()).isNotEqualTo(first);
    assertThat(anew.gateway()).isEqualTo(RouteLab.ip("10.9.1.1"));
    assertThat(lab.inRouter("rule"))
        .contains("from 10.9.1.7 lookup 1001")
        .doesNotContain("10.1.1.2");
  }

  @Test
  void oneThatIsRenamedIsNoneOfOursAndOneOfTheConfiguredNameIs() throws IOException {
    dhcp("wan1", "10.1.1.1", 100);
    EngineRun engine = start("wan1");
    // The kernel renames an interface that is up, and its routes stay.
    lab.inRouter("link", "set", "wan1", "name", "away");
    engine.awaitVia("wan2");
    assertDown(engine, Cause.NO_INTERFACE, "there is no interface wan1");
    lab.inRouter("link", "set", "away", "name", "wan1");
    int index = engine.awaitVia("wan1").index();
    lab.addWan(3);
    new Namespace(lab.router)
        .ip(
            "link set wan1 name away",
            "link set wan3 name wan1",
            "route add default via 10.1.3.1 dev wan1 proto dhcp metric 50");
    Hop other =
        engine.awaitHop(
            "the other one", false, hop -> hop.index() != index && hop.device().equals("wan1"));
    assertThat(other.gateway()).isEqualTo(RouteLab.ip("10.1.3.1"));
    assertThat(lab.inRouter("rule"))
        .contains("from 10.1.3.2 lookup 1001")
        .doesNotContain("10.1.1.2");
  }

  @Test
  void oneThatMovesIntoAnotherNamespaceIsGoneUntilItIsBack() throws IOException {
    dhcp("wan1", "10.1.1.1", 100);
    EngineRun engine = start("wan1");
    lab.inRouter("link", "set", "wan1", "netns", lab.far);
    engine.awaitVia("wan2");
    assertDown(engine, Cause.NO_INTERFACE, "there is no interface wan1");
    lab.inFar("link", "set", "wan1", "netns", lab.router);
    // It came without its addresses, and is down.
    new Namespace(lab.router)
        .ip(
            "address add 10.1.1.2/24 dev wan1",
            "link set wan1 up",
            "route add default via 10.1.1.1 dev wan1 proto dhcp metric 100");
    engine.awaitVia("wan1");
  }

  @Test
  void oneThatItsAdministratorTakesDownAndUpKeepsItsGateway() throws IOException {
    dhcp("wan1", "10.1.1.1", 100);
    EngineRun engine = start("wan1");
    lab.inRouter("link", "set", "wan1", "down");
    engine.awaitVia("wan2");
    assertDown(engine, Cause.CARRIER_LOST, "wan1");
    lab.inRouter("link", "set", "wan1", "up");
    assertThat(engine.awaitVia("wan1").gateway()).isEqualTo(RouteLab.ip("10.1.1.1"));
    // Faster than anybody can look: the routes are lost all the same.
    new Namespace(lab.router).ip("link set wan1 down", "link set wan1 up");
    engine.awaitVia("wan1");
    assertThat(engine.transition(0).to()).isIn(StateName.UP, StateName.RECOVERING);
  }

  @Test
  void aLineWithoutGatewayCarriesByItsDeviceAlone() throws IOException {
    Uplink ppp = new Uplink(new UplinkId("ppp", 0), "ppp0", 1, List.of(), 1, false);
    Uplink wan2 = new Uplink(new UplinkId("u2", 1), "wan2", 2, List.of(), 1, false);
    EngineRun engine = start("wan2", ppp, wan2);
    for (String address : List.of("10.64.0.2", "10.64.0.3")) {
      try (Tun _ = Tun.open(new Namespace(lab.router), "ppp0")) {
        lab.inRouter("address", "add", address, "peer", "10.64.0.1/32", "dev", "ppp0");
        lab.inRouter("link", "set", "ppp0", "up");
        assertThat(engine.awaitVia("ppp0").gateway()).isNull();
        assertThat(lab.inRouter("route", "show", "table", "1001"))
            .startsWith("default dev ppp0 proto 76 scope link src " + address);
      }
      engine.awaitVia("wan2");
      assertDown(engine, Cause.NO_INTERFACE, "there is no interface ppp0");
    }
  }

  @Test
  void whatIsNoneOfOurBusinessMakesNoPlan() throws IOException {
    dhcp("wan1", "10.1.1.1", 100);
    EngineRun engine = start("wan1");
    int before = engine.told(RoutePlan.class).size();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.add("link set wan1 mtu " + (1400 + i));
      lines.add("link set wan1 txqueuelen " + (100 + i));
      lines.add("link add other type bridge");
      lines.add("link set wan1 master other");
      lines.add("link set wan1 nomaster");
      lines.add("link del other");
      lines.add("address change 10.1.1.2/24 dev wan1 valid_lft 3600 preferred_lft " + (600 + i));
      lines.add("route replace 10.77.0.0/16 via 10.1.1.1 dev wan1 metric " + i);
    }
    new Namespace(lab.router).ip(lines.toArray(String[]::new));
    // After all that was announced comes something that matters.
    lab.inRouter("address", "add", "10.1.2.9/24", "dev", "wan2");
    engine.awaitPlan("the new address", plan -> plan.rules().toString().contains("10.1.2.9"));
    assertThat(engine.told(RoutePlan.class)).hasSize(before + 1);
  }
}
