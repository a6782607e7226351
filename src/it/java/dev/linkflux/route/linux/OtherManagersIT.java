package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Trouble;
import dev.linkflux.lab.Namespace;
import dev.linkflux.lab.NeedsLab;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Networks that NetworkManager, systemd-networkd or netifd manage too. */
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OtherManagersIT {
  private RouteLab lab;
  private Namespace router;

  @BeforeEach
  void build() throws IOException {
    lab = new RouteLab();
    router = new Namespace(lab.router);
  }

  @AfterEach
  void remove() throws IOException {
    lab.close();
  }

  /** All that is not ours, and lasts: without the marks of a link that has no carrier. */
  private List<String> foreign() throws IOException {
    return (lab.inRouter("-4", "route", "show", "table", "all")
            + lab.inRouter("-6", "route", "show", "table", "all")
            + lab.inRouter("rule")
            + lab.inRouter("-6", "rule"))
        .lines()
        .filter(line -> !line.contains("proto 76"))
        .filter(line -> !line.contains("multicast") && !line.contains("fe80::/64"))
        .filter(line -> !line.contains("local fe80:") && !line.contains("anycast fe80:"))
        .map(line -> line.replace("linkdown", "").replaceAll("expires \\d+sec", "").trim())
        .sorted()
        .toList();
  }

  @Test
  void whatTheyHaveIsLeftAloneAndOursWinByTheirMetric() throws IOException {
    router.ip(
        // NetworkManager.
        "route add default via 10.1.1.1 dev wan1 proto dhcp src 10.1.1.2 metric 100",
        "route add 10.33.0.0/16 via 10.1.1.1 dev wan1 proto static metric 101",
        // systemd-networkd.
        "route add default via 10.1.2.1 dev wan2 proto dhcp src 10.1.2.2 metric 1024",
        "route add 10.1.2.1 dev wan2 proto dhcp scope link src 10.1.2.2 metric 1024",
        "route add default via fe80::1 dev wan1 proto ra metric 1024 expires 600",
        // netifd: a table of its own, and rules that lead there.
        "route add default via 10.1.1.1 dev wan1 proto static metric 0 table 1",
        "route add 10.1.1.0/24 dev wan1 proto static scope link metric 0 table 1",
        "rule add from 10.1.1.2 lookup 1 priority 10000",
        // Somebody by hand.
        "route add 10.44.0.0/16 via 10.1.2.1",
        "route add unreachable default metric 4294967295");
    List<String> before = foreign();
    assertThat(before).hasSizeGreaterThan(15);
    try (EngineRun engine = new EngineRun(lab, RouteLab.uplinks("", ""))) {
      engine.awaitVia("wan1");
      lab.inFar("link", "set", "p1", "down");
      engine.awaitVia("wan2");
      assertThat(engine.watch.currentDefault().orElseThrow().devices()).containsExactly("wan2");
      lab.inFar("link", "set", "p1", "up");
      engine.awaitVia("wan1");
      assertThat(engine.watch.currentDefault().orElseThrow().devices()).containsExactly("wan1");
      assertThat(foreign()).isEqualTo(before);
      assertThat(engine.told(Trouble.class)).isEmpty();
    }
    assertThat(foreign()).isEqualTo(before);
  }

  @Test
  void defaultRoutesThatGoBeforeOursAreToldAndLedAroundAsLongAsTheyAreThere() throws IOException {
    router.ip(
        "route add default via 10.1.1.1 dev wan1 proto dhcp",
        "route add default via 10.1.2.1 dev wan2 proto dhcp metric 1",
        "route add 10.44.0.0/16 via 10.1.1.7");
    List<String> before = foreign();
    try (EngineRun engine = new EngineRun(lab, RouteLab.uplinks("", ""))) {
      RouteLab.await("it is told", () -> !engine.told(Trouble.class).isEmpty());
      assertThat(engine.told(Trouble.class).getLast().reason())
          .startsWith("default via 10.1.1.1 dev wan1 metric 0 of protocol 16 (dhcp), ")
          .contains("default via 10.1.2.1 dev wan2 metric 1 of protocol 16 (dhcp) goes before")
          .endsWith("rules of ours lead traffic around it");
      awaitWayOut("wan1");
      lab.inFar("link", "set", "p1", "down");
      awaitWayOut("wan2");
      assertThat(lab.inRouter("route", "get", "10.44.0.1")).contains("via 10.1.1.7 dev wan1");
      assertThat(lab.inRouter("route", "get", "10.1.1.9")).contains("dev wan1");
      lab.inFar("link", "set", "p1", "up");
      awaitWayOut("wan1");
      assertThat(foreign()).isEqualTo(before);

      router.ip(
          "route del default via 10.1.1.1 dev wan1 proto dhcp metric 0",
          "route del default via 10.1.2.1 dev wan2 proto dhcp metric 1");
      RouteLab.await("rules are gone", () -> !lab.said("rule").contains("suppress"));
      // Rules go before the routes to which they lead.
      RouteLab.await(
          "and their table's routes",
          () -> !lab.said("route", "show", "table", "1003").contains("default"));
      awaitWayOut("wan1");
    }
  }

  private void awaitWayOut(String device) {
    RouteLab.await(
        "packets leave through " + device,
        () -> lab.said("route", "get", "198.51.100.9").contains("dev " + device));
  }
}
