package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Strategy;
import dev.linkflux.decision.Strategy.Balance;
import dev.linkflux.decision.Strategy.Failover;
import dev.linkflux.decision.Strategy.LowestRtt;
import dev.linkflux.uplink.Maintenance;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How those that carry are chosen, and what of uplinks and targets has a say in it. */
class ElectionSectionTest {
  static Stream<Arguments> strategies() {
    return Stream.of(
        Arguments.of("{}", new Failover(), "{\"strategy\":\"failover\"}"),
        Arguments.of("{strategy: failover}", new Failover(), "{\"strategy\":\"failover\"}"),
        Arguments.of(
            "{strategy: balance}",
            new Balance(true),
            "{\"strategy\":\"balance\",\"byQuality\":true}"),
        Arguments.of(
            "{byQuality: false, strategy: balance}",
            new Balance(false),
            "{\"strategy\":\"balance\",\"byQuality\":false}"),
        Arguments.of(
            "{strategy: lowest-rtt}",
            LowestRtt.DEFAULT,
            "{\"strategy\":\"lowest-rtt\",\"margin\":\"10ms\",\"share\":\"20%\",\"lasting\":\"30s\"}"),
        Arguments.of(
            "{strategy: lowest-rtt, margin: 0s, share: 0%, lasting: 0s}",
            new LowestRtt(Duration.ZERO, 0, Duration.ZERO),
            "{\"strategy\":\"lowest-rtt\",\"margin\":\"0s\",\"share\":\"0%\",\"lasting\":\"0s\"}"),
        Arguments.of(
            "{strategy: lowest-rtt, margin: 1m, share: 99.9%, lasting: 1h}",
            new LowestRtt(Duration.ofMinutes(1), 0.999, Duration.ofHours(1)),
            "{\"strategy\":\"lowest-rtt\",\"margin\":\"1m\",\"share\":\"99.9%\",\"lasting\":\"1h\"}"));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aStrategyHasItsOwnKeys(String section, Strategy strategy, String effective) {
    Configuration configuration = Samples.valid(Samples.UPLINKS + "election: " + section);
    assertThat(configuration.settings().rules().strategy()).isEqualTo(strategy);
    assertThat(configuration.effective().path("election")).hasToString(effective);
  }

  @Test
  void theZoneIsThatOfTheSystemUnlessItIsGiven() {
    assertThat(Samples.valid(Samples.UPLINKS).settings().rules().zone())
        .isEqualTo(ZoneId.systemDefault());
    Configuration berlin = Samples.valid(Samples.UPLINKS + "timezone: Europe/Berlin");
    assertThat(berlin.settings().rules().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(berlin.effective().path("timezone").asText()).isEqualTo("Europe/Berlin");
  }

  @Test
  void anUplinkMayHaveAQuotaAndTimesOfMaintenance() {
    Configuration configuration =
        Samples.valid(
            """
            timezone: America/New_York
            uplinks:
              - name: fibre
                interface: wan1
                quota: 1.5TB/month
                maintenance:
                  - {when: "  0   3 * * SUN ", zone: Europe/Berlin, lasting: 2h, ahead: 0s}
                  - {when: 30 2 1 JAN *, lasting: 7d}
              - {name: lte, interface: wan2}
            """);
    List<Uplink> uplinks = configuration.settings().uplinks();
    assertThat(uplinks).extracting(Uplink::quota).containsExactly(1_500_000_000_000L, 0L);
    assertThat(uplinks.get(0).maintenance())
        .containsExactly(
            new Maintenance(
                "0 3 * * SUN", ZoneId.of("Europe/Berlin"), Duration.ofHours(2), Duration.ZERO),
            new Maintenance(
                "30 2 1 JAN *",
                ZoneId.of("America/New_York"),
                Duration.ofDays(7),
                Duration.ofMinutes(1)));
    assertThat(uplinks.get(1).maintenance()).isEmpty();
    assertThat(configuration.effective().at("/uplinks/0/quota").asText()).isEqualTo("1500GB/month");
    assertThat(configuration.effective().at("/uplinks/0/maintenance/1"))
        .hasToString(
            "{\"when\":\"30 2 1 JAN *\",\"zone\":\"America/New_York\",\"lasting\":\"7d\","
                + "\"ahead\":\"1m\"}");
  }

  @Test
  void aTargetMayBeRequired() {
    Configuration configuration =
        Samples.valid(
            Samples.UPLINKS
                + "targets: [{address: 192.0.2.1, required: true},"
                + " {address: 192.0.2.2, required: false}, {address: 192.0.2.3}]");
    assertThat(configuration.settings().targets())
        .extracting(Target::required)
        .containsExactly(true, false, false);
    assertThat(configuration.effective().at("/targets/0/required").asBoolean()).isTrue();
    assertThat(configuration.effective().at("/targets/1").has("required")).isFalse();
  }
}
