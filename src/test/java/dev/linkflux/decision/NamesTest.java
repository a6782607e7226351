package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.Metric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Names that users, dashboards and traces rely on. */
class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "NO_INTERFACE, no-interface",
    "CARRIER_LOST, carrier-lost",
    "NO_ADDRESS, no-address",
    "NO_GATEWAY, no-gateway",
    "BLACKOUT, blackout",
    "LOSS, loss",
    "RTT, rtt",
    "JITTER, jitter",
    "PDV, pdv",
    "OPERATOR, operator",
    "MAINTENANCE, maintenance",
    "QUOTA, quota",
    "BETTER, better",
    "RECOVERED, recovered",
    "ISOLATED, isolated",
    "DAMPENED, dampened",
    "STARTED, started"
  })
  void aCause(Cause cause, String wire) {
    assertThat(cause.wire()).isEqualTo(wire);
    assertThat(cause).hasToString(wire);
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, Unknown",
    "UP, Up",
    "DEGRADED, Degraded",
    "DOWN, Down",
    "RECOVERING, Recovering",
    "DISABLED, Disabled"
  })
  void aState(StateName state, String wire) {
    assertThat(state.wire()).isEqualTo(wire);
    assertThat(state).hasToString(wire);
  }

  @ParameterizedTest
  @CsvSource({"REST, rest", "STEADY, steady", "FAST, fast"})
  void aTempo(Tempo tempo, String wire) {
    assertThat(tempo.wire()).isEqualTo(wire);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void aBreachedMetricIsACauseOfItsNameAndARiseOneOfTheRoundTripTime(Metric metric) {
    assertThat(Cause.of(metric).name()).isEqualTo(metric == Metric.RISE ? "RTT" : metric.name());
  }
}
