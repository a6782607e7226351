package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Configurations for traces that say no more than names. */
class TraceNamesTest {
  private static final Configuration CONFIGURED =
      Samples.valid(
          """
          uplinks:
            - {name: fibre, interface: wan1, tier: 2, gateway: 10.0.0.1}
            - {name: lte, interface: wan2, tier: 7}
            - {name: dsl, interface: wan3, tier: 4}
          targets:
            - {name: a, address: 192.0.2.1}
            - {name: b, address: 192.0.2.2}
          probing: {interval: 5s}
          """);

  @Test
  void namesAloneGiveTiersInOrderOfAppearanceAndDefaults() {
    Configuration configuration =
        valid(Configurations.ofNames(List.of("starlink", "LTE (roof)"), List.of("x", "1.1.1.1")));
    assertThat(configuration.settings().uplinks())
        .extracting(Uplink::name, uplink -> uplink.id().ordinal(), Uplink::tier)
        .containsExactly(tuple("starlink", 0, 1), tuple("LTE (roof)", 1, 2));
    assertThat(configuration.settings().targets())
        .extracting(Target::name, target -> target.id().ordinal())
        .containsExactly(tuple("x", 0), tuple("1.1.1.1", 1));
    assertThat(configuration.settings().probing()).isEqualTo(Probing.DEFAULT);
    assertThat(valid(Configurations.fromTrace(configuration.effective()))).isEqualTo(configuration);
  }

  @Test
  void withoutTargetNamesTheTargetsAreTheDefaultOnes() {
    assertThat(valid(Configurations.ofNames(List.of("a"), List.of())).settings().targets())
        .isEqualTo(Target.DEFAULTS);
  }

  @Test
  void namesThatCannotBeUplinksAreProblems() {
    assertThat(Configurations.ofNames(List.of(), List.of()).problems().list())
        .singleElement()
        .asString()
        .contains("uplinks: at least one is needed");
    assertThat(Configurations.ofNames(List.of("a", "a"), List.of()).problems().hasErrors())
        .isTrue();
    assertThat(Configurations.ofNames(List.of("a\nb"), List.of()).problems().hasErrors()).isTrue();
    List<String> many = IntStream.range(0, 65).mapToObj(String::valueOf).toList();
    assertThat(Configurations.ofNames(many, List.of()).problems().list())
        .singleElement()
        .asString()
        .contains("uplinks: there are 65; at most 64");
    assertThat(Configurations.ofNames(many.subList(0, 64), many.subList(0, 64)))
        .isInstanceOf(Reading.Valid.class);
  }

  @Test
  void overTheSameNamesAConfigurationStaysAsItIs() {
    Reading reading =
        Configurations.withUplinksOf(
            CONFIGURED, "c.yml", List.of("dsl", "lte", "fibre"), List.of("a", "b"));
    assertThat(reading).isEqualTo(new Reading.Valid(CONFIGURED, Problems.NONE));
  }

  @Test
  void whatOnlyTheTraceHasIsPutBehindAndWhatOnlyTheConfigurationHasIsLeftOut() {
    Reading reading =
        Configurations.withUplinksOf(
            CONFIGURED, "c.yml", List.of("sat", "dsl", "fibre"), List.of("z", "b"));
    Configuration fitted = valid(reading);
    assertThat(fitted.settings().uplinks())
        .extracting(Uplink::name, uplink -> uplink.id().ordinal(), Uplink::tier)
        .containsExactly(tuple("fibre", 0, 2), tuple("dsl", 1, 4), tuple("sat", 2, 8));
    assertThat(fitted.settings().targets())
        .extracting(Target::name, target -> target.id().ordinal())
        .containsExactly(tuple("z", 0), tuple("b", 1));
    assertThat(fitted.settings().targets().get(1)).isEqualTo(Target.icmp(1, "b", "192.0.2.2"));
    assertThat(fitted.settings().probing()).isEqualTo(CONFIGURED.settings().probing());
    assertThat(reading.problems().list())
        .extracting(Problem::toString)
        .containsExactly(
            "c.yml: warning: uplinks: the uplink 'lte' is not in the trace and left out",
            "c.yml: warning: uplinks: the uplink 'sat' is in the trace only, and put behind all"
                + " others");
  }

  @Test
  void withNoUplinkInCommonItIsTheWrongConfiguration() {
    assertThat(
            Configurations.withUplinksOf(CONFIGURED, "c.yml", List.of("x", "y"), List.of())
                .problems()
                .list())
        .extracting(Problem::toString)
        .containsExactly(
            "c.yml: error: uplinks: none of fibre, lte, dsl is in the trace, which has x, y");
  }

  private static Configuration valid(Reading reading) {
    return switch (reading) {
      case Reading.Valid(Configuration configuration, _) -> configuration;
      case Reading.Invalid(Problems problems) -> throw new AssertionError(problems.toString());
    };
  }
}
