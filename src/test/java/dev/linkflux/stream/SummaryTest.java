package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.stream.Summary.Figures;
import dev.linkflux.stream.Summary.Role;
import dev.linkflux.stream.Summary.Standing;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final Figures BAD = new Figures(0.384, 321.7, 95.2, 120.4);

  private static Standing fibre(Role role, String state, String cause) {
    return standing("fibre", role, state, cause, "auto", 40);
  }

  private static Standing lte(Role role, String state, String cause) {
    return standing("lte", role, state, cause, "auto", 40);
  }

  private static Standing dsl(Role role, String state, String cause) {
    return standing("dsl", role, state, cause, "auto", 40);
  }

  private static Standing standing(
      String name, Role role, String state, String cause, String steering, long seconds) {
    return new Standing(name, state, cause, NOW.minusSeconds(seconds), role, steering, BAD);
  }

  private static String said(Standing... all) {
    return Summary.of(List.of(all), false, NOW);
  }

  @Test
  void oneCarriesOneStandsByAndOneIsOutWithItsCauseItsFigureAndForHowLong() {
    assertThat(
            said(
                fibre(Role.CARRIES, "Up", "started"),
                lte(Role.STANDS_BY, "Up", "started"),
                dsl(Role.OUT, "Down", "loss")))
        .isEqualTo("fibre carries; lte stands by; dsl is out: 38 % loss for 40 s");
  }

  @Test
  void severalCarryTogether() {
    assertThat(said(fibre(Role.CARRIES, "Up", "started"), lte(Role.CARRIES, "Up", "started")))
        .isEqualTo("fibre and lte carry together");
    assertThat(
            said(
                fibre(Role.CARRIES, "Up", "started"),
                lte(Role.CARRIES, "Degraded", "rtt"),
                dsl(Role.CARRIES, "Up", "started")))
        .isEqualTo("fibre, lte (degraded: rtt 322 ms for 40 s) and dsl carry together");
  }

  @Test
  void severalStandBy() {
    assertThat(
            said(
                fibre(Role.CARRIES, "Up", "started"),
                lte(Role.STANDS_BY, "Up", "started"),
                standing("dsl", Role.STANDS_BY, "Up", "started", "avoid", 5)))
        .isEqualTo("fibre carries; lte and dsl (to be avoided) stand by");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Down       | blackout     | is out: no answer for 40 s
          Down       | carrier-lost | is out: no carrier for 40 s
          Down       | no-interface | is out: no interface for 40 s
          Down       | no-address   | is out: no address for 40 s
          Down       | no-gateway   | is out: no gateway for 40 s
          Down       | loss         | is out: 38 % loss for 40 s
          Down       | rtt          | is out: rtt 322 ms for 40 s
          Degraded   | jitter       | is out: jitter 95 ms for 40 s
          Degraded   | pdv          | is out: delay variation 120 ms for 40 s
          Recovering | recovered    | is recovering for 40 s
          Recovering | dampened     | is recovering after flapping for 40 s
          Disabled   | operator     | is disabled
          Unknown    | started      | is not known yet
          Up         | quota        | is out: its quota is used up
          Up         | maintenance  | is out: maintenance
          Up         | operator     | is out: taken out by the operator
          """)
  void eachIsOutInItsOwnWords(String state, String cause, String said) {
    assertThat(said(fibre(Role.CARRIES, "Up", "started"), dsl(Role.OUT, state, cause)))
        .isEqualTo("fibre carries; dsl " + said);
  }

  @Test
  void aFigureThatIsNotKnownIsNotInvented() {
    Standing unknown =
        new Standing("dsl", "Down", "rtt", NOW.minusSeconds(3), Role.OUT, "auto", Figures.NONE);

    assertThat(said(fibre(Role.CARRIES, "Up", "started"), unknown))
        .isEqualTo("fibre carries; dsl is out: slow answers for 3 s");
  }

  @ParameterizedTest
  @CsvSource({
    "-5, 0 s",
    "119, 119 s",
    "120, 2 min",
    "7199, 119 min",
    "7200, 2 h",
    "172799, 47 h",
    "172800, 2 d"
  })
  void howLongIsToldInTheLargestUnitOfWhichThereAreTwo(long seconds, String said) {
    assertThat(
            said(
                fibre(Role.CARRIES, "Up", "started"),
                standing("dsl", Role.OUT, "Down", "blackout", "auto", seconds)))
        .endsWith("dsl is out: no answer for " + said);
  }

  @Test
  void whoIsPinnedOrCarriesThoughToBeAvoidedIsToldSo() {
    assertThat(said(standing("lte", Role.CARRIES, "Up", "started", "pin", 9)))
        .isEqualTo("lte carries, pinned");
    assertThat(said(standing("lte", Role.CARRIES, "Degraded", "loss", "avoid", 9)))
        .isEqualTo("lte carries, to be avoided, degraded: 38 % loss for 9 s");
    assertThat(
            said(
                fibre(Role.CARRIES, "Up", "started"),
                standing("lte", Role.OUT, "Up", "operator", "avoid", 9)))
        .isEqualTo("fibre carries; lte is to be avoided");
  }

  @Test
  void ifNoneIsUsableTheLeastBadOneCarries() {
    assertThat(said(fibre(Role.CARRIES, "Down", "loss"), lte(Role.OUT, "Down", "blackout")))
        .isEqualTo(
            "no uplink is usable: fibre carries as the least bad, down: 38 % loss for 40 s;"
                + " lte is out: no answer for 40 s");
  }

  @Test
  void nothingCarriesIfNothingCan() {
    assertThat(said(fibre(Role.OUT, "Down", "carrier-lost"), lte(Role.OUT, "Disabled", "operator")))
        .isEqualTo(
            "nothing carries: no uplink can be used; fibre is out: no carrier for 40 s;"
                + " lte is disabled");
  }

  @Test
  void silenceEverywhereIsNobodysFault() {
    assertThat(
            Summary.of(
                List.of(fibre(Role.CARRIES, "Up", "started"), lte(Role.STANDS_BY, "Up", "started")),
                true,
                NOW))
        .isEqualTo(
            "nothing answers through any uplink, so nothing is changed; fibre carries;"
                + " lte stands by");
  }

  @Test
  void atTheStartNothingIsKnown() {
    assertThat(said(fibre(Role.OUT, "Unknown", "started"), lte(Role.OUT, "Unknown", "started")))
        .isEqualTo("nothing is known yet: fibre and lte are being probed");
    assertThat(said(fibre(Role.OUT, "Unknown", "started")))
        .isEqualTo("nothing is known yet: fibre is being probed");
    assertThat(said()).isEqualTo("no uplink is configured");
  }
}
