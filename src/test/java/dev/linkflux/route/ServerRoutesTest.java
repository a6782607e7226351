package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Through;
import dev.linkflux.uplink.ServerId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which host routes lead to the servers. */
class ServerRoutesTest {
  private static final List<String> FACTS =
      List.of(
          "10.0.0.2/24 10.0.0.1 2001:db8::2/64 fe80::1",
          "10.1.0.2/24 10.1.0.1 2001:db8:1::2/64 fe80::2",
          "100.64.0.2/32 2001:db8:2::2/128 direct");

  private static Server server(Through through, String... addresses) {
    return new Server(
        new ServerId(String.join(",", addresses), 0),
        Arrays.stream(addresses).map(Scene::address).toList(),
        through);
  }

  private static Scene scene(Server... servers) {
    return new Scene(Scene.uplinks(3), Routing.DEFAULT, List.of(servers));
  }

  private static List<String> hosts(Scene scene) {
    return scene.main().stream().filter(route -> !route.startsWith("default")).toList();
  }

  record Row(Through through, String address, String election, List<String> expected) {}

  private static Row row(Through through, String address, String election, String... expected) {
    return new Row(through, address, election, List.of(expected));
  }

  static Stream<Row> rows() {
    return Stream.of(
        row(
            Through.CARRYING,
            "203.0.113.9",
            "1 > 0",
            "203.0.113.9/32 via 10.1.0.1 dev wan1 metric 10 src 10.1.0.2",
            "203.0.113.9/32 via 10.0.0.1 dev wan0 metric 11 src 10.0.0.2"),
        row(
            Through.CARRYING,
            "203.0.113.9",
            "0*2 1*1 > 2",
            "203.0.113.9/32 nexthop via 10.0.0.1 dev wan0 weight 2"
                + " nexthop via 10.1.0.1 dev wan1 weight 1 metric 10",
            "203.0.113.9/32 via 10.0.0.1 dev wan0 metric 11 src 10.0.0.2",
            "203.0.113.9/32 via 10.1.0.1 dev wan1 metric 12 src 10.1.0.2",
            "203.0.113.9/32 dev wan2 metric 13 src 100.64.0.2"),
        row(
            Through.EACH,
            "203.0.113.9",
            "0*6 > 1 2",
            "203.0.113.9/32 nexthop via 10.0.0.1 dev wan0 weight 6"
                + " nexthop via 10.1.0.1 dev wan1 weight 2 nexthop dev wan2 weight 3 metric 10",
            "203.0.113.9/32 via 10.0.0.1 dev wan0 metric 11 src 10.0.0.2",
            "203.0.113.9/32 via 10.1.0.1 dev wan1 metric 12 src 10.1.0.2",
            "203.0.113.9/32 dev wan2 metric 13 src 100.64.0.2"),
        row(
            Through.EACH,
            "203.0.113.9",
            "1 > > 0 2",
            "203.0.113.9/32 via 10.1.0.1 dev wan1 metric 10 src 10.1.0.2"),
        row(Through.NONE, "203.0.113.9", "0 > 1 2"),
        row(
            Through.CARRYING,
            "2001:db8:ffff::9",
            "2 0 > 1",
            "2001:db8:ffff:0:0:0:0:9/128 via fe80:0:0:0:0:0:0:1 dev wan0 metric 10"
                + " src 2001:db8:0:0:0:0:0:2",
            "2001:db8:ffff:0:0:0:0:9/128 dev wan2 metric 11 src 2001:db8:2:0:0:0:0:2",
            "2001:db8:ffff:0:0:0:0:9/128 via fe80:0:0:0:0:0:0:2 dev wan1 metric 12"
                + " src 2001:db8:1:0:0:0:0:2"),
        row(
            Through.EACH,
            "2001:db8:ffff::9",
            "2*3 > 0 1",
            "2001:db8:ffff:0:0:0:0:9/128 nexthop via fe80:0:0:0:0:0:0:1 dev wan0 weight 1"
                + " nexthop via fe80:0:0:0:0:0:0:2 dev wan1 weight 2 metric 10",
            "2001:db8:ffff:0:0:0:0:9/128 dev wan2 metric 11 src 2001:db8:2:0:0:0:0:2"),
        row(Through.NONE, "2001:db8:ffff::9", "0 > 1 2"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theHostRoutesAre(Row row) {
    Scene scene = scene(server(row.through(), row.address())).facts(FACTS).elect(row.election());
    assertThat(hosts(scene)).isEqualTo(row.expected());
  }

  @Test
  void eachAddressOfAServerHasItsRoutes() {
    Scene scene =
        scene(server(Through.CARRYING, "203.0.113.9", "203.0.113.10", "2001:db8:ffff::9"))
            .facts(FACTS)
            .elect("0 > > 1 2");
    assertThat(hosts(scene)).hasSize(3);
  }

  @Test
  void ofTwoServersAtOneAddressTheFirstCounts() {
    Scene scene =
        scene(server(Through.CARRYING, "203.0.113.9"), server(Through.EACH, "203.0.113.9"))
            .facts(FACTS)
            .elect("0 > 1");
    assertThat(hosts(scene))
        .containsExactly(
            "203.0.113.9/32 via 10.0.0.1 dev wan0 metric 10 src 10.0.0.2",
            "203.0.113.9/32 via 10.1.0.1 dev wan1 metric 11 src 10.1.0.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.0.77",
        "10.0.0.1",
        "127.0.0.1",
        "0.0.0.0",
        "::",
        "::1",
        "fe80::9",
        "224.0.0.5",
        "2001:db8:1::77",
        "100.64.0.2"
      })
  void whatTheKernelHasABetterRouteToHasNone(String address) {
    for (Through through : Through.values()) {
      Scene scene = scene(server(through, address)).facts(FACTS).elect("0 > 1 2");
      assertThat(hosts(scene)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"CARRYING", "EACH"})
  void withoutAnyCarrierTheyStandAsTheDefaultRouteDoes(Through through) {
    Scene scene =
        scene(server(through, "203.0.113.9"))
            .facts(List.of("10.0.0.2/24 10.0.0.1 dark", "gone", "dark"))
            .elect("0");
    assertThat(hosts(scene))
        .containsExactly("203.0.113.9/32 via 10.0.0.1 dev wan0 metric 10 src 10.0.0.2");
  }
}
