package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.linkflux.control.Settings;
import dev.linkflux.route.Flows;
import dev.linkflux.route.Limits;
import dev.linkflux.route.Routing;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Through;
import dev.linkflux.uplink.Uplink;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of endpoints, flows, host routes and the state directory. */
class KernelSectionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                | ''              | OFF     | OFF
          , mptcp: subflow  | ''              | SUBFLOW | SUBFLOW
          , mptcp: backup   | , mptcp: signal | BACKUP  | SIGNAL
          ''                | , mptcp: backup | SUBFLOW | BACKUP
          , mptcp: off      | ''              | OFF     | SUBFLOW
          , mptcp: off      | , mptcp: off    | OFF     | OFF
          """)
  void anUplinkTakesPartInMptcpAsSoonAsAnyHasTheKey(
      String first, String second, Mptcp one, Mptcp other) {
    Settings settings =
        Samples.valid(
                "uplinks: [{interface: wan1%s}, {interface: wan2%s}]".formatted(first, second))
            .settings();
    assertThat(settings.uplinks()).extracting(Uplink::mptcp).containsExactly(one, other);
  }

  @Test
  void mptcpHasItsLimitsAndItsMesh() {
    Configuration configuration =
        Samples.valid(Samples.UPLINKS + "mptcp: {fullmesh: true, subflows: 0, accepted: 3}");
    Routing routing = configuration.settings().routing();
    assertThat(routing.fullmesh()).isTrue();
    assertThat(routing.limits()).isEqualTo(new Limits(0, 3));
    assertThat(Samples.valid(Samples.UPLINKS).settings().routing().limits())
        .isEqualTo(new Limits(8, 8));
  }

  @Test
  void fourUplinksOfTwoFamiliesFitIntoTheKernelsEndpointsAndFiveDoNot() {
    assertThat(endpoints("", 4)).isEmpty();
    assertThat(endpoints("", 5)).singleElement().asString().contains("warning: uplinks: 5 have");
    assertThat(endpoints(", disabled: true", 5)).isEmpty();
  }

  /** The problems of so many uplinks with a part in MPTCP, the first with more keys. */
  private static List<String> endpoints(String more, int count) {
    StringBuilder text = new StringBuilder("uplinks:\n");
    for (int i = 0; i < count; i++) {
      text.append("  - {interface: wan%d, mptcp: subflow%s}\n".formatted(i, i == 0 ? more : ""));
    }
    return Samples.problems(text.toString());
  }

  @ParameterizedTest
  @EnumSource(Flows.class)
  void flowsAreExpiredKeptOrDrained(Flows flows) {
    Configuration configuration =
        Samples.valid(Samples.UPLINKS + "routes: {flows: " + RoutesSection.word(flows) + "}");
    assertThat(configuration.settings().routing().flows()).isEqualTo(flows);
    assertThat(configuration.effective().at("/routes/flows").asText())
        .isEqualTo(RoutesSection.word(flows));
  }

  @Test
  void theStateIsKeptInADirectory() {
    assertThat(Samples.valid(Samples.UPLINKS).state()).isEqualTo(Path.of("/var/lib/linkflux"));
    assertThat(Samples.valid(Samples.UPLINKS + "state: /run/x/../y").state())
        .isEqualTo(Path.of("/run/y"));
  }

  @Test
  void aServerHasHostRoutesAsTheDefaultUnlessToldOtherwise() {
    assertThat(
            Samples.valid(
                    Samples.UPLINKS
                        + """
                        servers:
                          - {name: vps, address: 192.0.2.10}
                          - {address: ["2001:db8::1", 192.0.2.11], routes: each}
                          - {address: vps.example.net, routes: none}
                        """)
                .settings()
                .servers())
        .extracting(Server::name, Server::through)
        .containsExactly(
            tuple("vps", Through.CARRYING),
            tuple("2001:db8:0:0:0:0:0:1", Through.EACH),
            tuple("vps.example.net", Through.NONE));
  }
}
