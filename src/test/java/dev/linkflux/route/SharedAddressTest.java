package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.Mptcp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modems that are all 192.168.8.100 behind 192.168.8.1, as they come from the shop. */
class SharedAddressTest {
  private static final String MODEM = "192.168.8.100/24 192.168.8.1";

  private static Scene modems() {
    return new Scene(
        Scene.uplinks(Mptcp.SUBFLOW, Mptcp.BACKUP, Mptcp.OFF),
        Scene.routing(Flows.EXPIRE),
        List.of());
  }

  private static List<Integer> tablesOfTheAddress(Scene scene) {
    return scene.last().rules().stream()
        .filter(rule -> rule.source() != null)
        .map(Rule::table)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0 > 1 2, 1001",
    "1 > 0 2, 1002",
    "2 > 1 0, 1003",
    "2 1 > 0, 1003",
    "> 1 > 0 2, 1002",
    "> > 0 1 2, 1001"
  })
  void packetsFromThereLeaveThroughTheFirstInOrder(String election, int table) {
    Scene scene = modems().facts(List.of(MODEM, MODEM, MODEM)).elect(election);
    assertThat(tablesOfTheAddress(scene)).containsExactly(table);
  }

  @Test
  void ofOneThatLeadsNowhereTheAddressCountsForNothing() {
    Scene scene =
        modems().facts(List.of("192.168.8.100/24", MODEM + " dark", MODEM)).elect("0 > 1 2");
    assertThat(tablesOfTheAddress(scene)).containsExactly(1003);
  }

  @Test
  void eachHasItsTableAndIsReachedByMarkAndInterface() {
    Scene scene = modems().facts(List.of(MODEM, MODEM, MODEM)).elect("0 > 1 2");
    for (int table = 1001; table <= 1003; table++) {
      int u = table - 1001;
      assertThat(scene.table(table))
          .containsExactly(
              "192.168.8.0/24 dev wan%d metric 10 src 192.168.8.100".formatted(u),
              "default via 192.168.8.1 dev wan%d metric 10 src 192.168.8.100".formatted(u));
    }
    assertThat(scene.last().rules()).filteredOn(rule -> rule.source() == null).hasSize(6);
  }

  @Test
  void theyCarryTogether() {
    Scene scene = modems().facts(List.of(MODEM, MODEM, MODEM)).elect("0*1 1*1 > 2");
    assertThat(scene.main())
        .containsExactly(
            "default nexthop via 192.168.8.1 dev wan0 weight 1"
                + " nexthop via 192.168.8.1 dev wan1 weight 1 metric 10",
            "default via 192.168.8.1 dev wan0 metric 11 src 192.168.8.100",
            "default via 192.168.8.1 dev wan1 metric 12 src 192.168.8.100",
            "default via 192.168.8.1 dev wan2 metric 13 src 192.168.8.100");
  }

  @Test
  void otherAddressesOfThatNetworkLeadToTheirOwn() {
    Scene scene =
        modems().facts(List.of(MODEM, "192.168.8.101/24 192.168.8.1", MODEM)).elect("2 > 1 0");
    assertThat(scene.last().rules())
        .filteredOn(rule -> rule.source() != null)
        .extracting(Rule::toString)
        .containsExactly(
            "20018: from 192.168.8.101/32 lookup 1002", "20034: from 192.168.8.100/32 lookup 1003");
  }

  @Test
  void theRulesOfOtherAddressesStayWhereTheyAreWhenTheSharedOneLeadsElsewhere() {
    String two = "192.168.8.100/24 10.0.0.2/24 192.168.8.1";
    Scene scene = modems().facts(List.of(two, MODEM, "dark")).elect("0 > 1");
    Rule own = new Rule(20_003, false, Scene.prefix("10.0.0.2/32"), 0, 0, null, 1001);
    assertThat(scene.last().rules()).contains(own);
    scene.elect("1 > 0");
    assertThat(tablesOfTheAddress(scene)).containsExactly(1001, 1002);
    assertThat(scene.last().rules()).contains(own);
  }

  @Test
  void theEndpointIsThatOfTheFirstInOrder() {
    Scene scene = modems().facts(List.of(MODEM, MODEM, MODEM)).elect("1 > 0 2");
    assertThat(scene.last().endpoints())
        .extracting(Endpoint::toString)
        .containsExactly("192.168.8.100 dev wan1 subflow backup");
    scene.elect("0 > 1 2");
    assertThat(scene.last().endpoints())
        .extracting(Endpoint::toString)
        .containsExactly("192.168.8.100 dev wan0 subflow");
  }

  @Test
  void whatGoesDownTakesNoFlowOfTheOtherAlong() {
    Scene scene = modems().facts(List.of(MODEM, MODEM, MODEM)).elect("0 > 1 2");
    scene.facts(0, MODEM + " dark");
    assertThat(scene.expiries()).containsExactly("u0 [] all");
  }

  @Test
  void itTakesThoseOfItsOtherAddresses() {
    Scene scene = modems().facts(List.of(MODEM + " 10.0.0.2/24", MODEM, MODEM)).elect("0 > 1 2");
    scene.facts(0, MODEM + " dark");
    assertThat(scene.expiries()).containsExactly("u0 [10.0.0.2] all");
  }

  @Test
  void whatOnlyOneThatIsDeadHasAsWellIsForgotten() {
    Scene scene = modems().facts(List.of(MODEM, MODEM + " dark", "dark")).elect("0 > > 1 2");
    scene.facts(2, Scene.well(2)).elect("2 > > 0 1");
    assertThat(scene.expiries()).containsExactly("u0 [192.168.8.100] all");
  }
}
