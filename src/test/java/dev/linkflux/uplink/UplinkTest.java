package dev.linkflux.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Moment;
import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An uplink as configured, and as the kernel sees it. */
class UplinkTest {
  private static final UplinkId LTE = new UplinkId("lte", 1);
  private static final InetAddress V4 = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress V6 = InetAddress.ofLiteral("2001:db8::1");

  private static Uplink with(InetAddress... gateways) {
    return new Uplink(LTE, "wan2", 2, List.of(gateways), 1, false);
  }

  @Test
  void itsGatewayIsThatOfTheSameFamily() {
    assertThat(with(V4, V6).gatewayLike(InetAddress.ofLiteral("10.0.0.9"))).isEqualTo(V4);
    assertThat(with(V4, V6).gatewayLike(InetAddress.ofLiteral("fe80::9"))).isEqualTo(V6);
    assertThat(with(V4).gatewayLike(V6)).isNull();
    assertThat(with().gatewayLike(V4)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true"})
  void itIsMeteredIfItsProbesHaveABudget(long budget, boolean metered) {
    assertThat(new Uplink(LTE, "wan2", 2, List.of(), 1, false, budget, 7).isMetered())
        .isEqualTo(metered);
  }

  @Test
  void withoutFurtherWordsItHasNoBudgetNoMarkNoQuotaAndNobodyWorksOnIt() {
    assertThat(with())
        .isEqualTo(
            new Uplink(
                LTE,
                "wan2",
                2,
                List.of(),
                1,
                false,
                Uplink.UNMETERED,
                0,
                Uplink.UNMETERED,
                List.of()));
  }

  @Test
  void itIsNamedAsConfigured() {
    assertThat(with().name()).isEqualTo("lte");
    assertThat(LTE).hasToString("lte");
  }

  @Test
  void whatItWasMadeOfMayChangeAfterwards() {
    List<InetAddress> gateways = new ArrayList<>(List.of(V4));
    List<Maintenance> maintenance =
        new ArrayList<>(
            List.of(
                new Maintenance(
                    "0 3 * * 2", ZoneId.of("UTC"), Duration.ofHours(1), Duration.ofMinutes(5))));
    Uplink uplink = new Uplink(LTE, "wan2", 2, gateways, 1, false, 0, 0, 0, maintenance);
    gateways.clear();
    maintenance.clear();
    assertThat(uplink.gateways()).containsExactly(V4);
    assertThat(uplink.maintenance()).hasSize(1);
  }

  private static LinkFacts facts(long at, int index) {
    return new LinkFacts(
        new Moment(at), LTE, index, true, true, List.of(Prefix.host(V4)), List.of(V4), false);
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, false", "1, true", "2, true"})
  void anInterfaceOfThatNameHasAnIndex(int index, boolean present) {
    assertThat(facts(3, index).isPresent()).isEqualTo(present);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3, 9})
  void theSameFactsAtAnotherMomentDifferInNothingElse(long at) {
    assertThat(facts(3, 2).at(new Moment(at))).isEqualTo(facts(at, 2));
  }

  @ParameterizedTest
  @CsvSource({"AUTO, auto", "PIN, pin", "AVOID, avoid"})
  void whatTheOperatorWantsIsWrittenInSmallLetters(Steering steering, String wire) {
    assertThat(steering.wire()).isEqualTo(wire);
  }
}
