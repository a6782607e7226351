package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.linkflux.config.Configuration.Shadowing;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that names another one to run beside it. */
class ShadowSectionTest {
  private static final String UPLINKS =
      """
      uplinks:
        - {name: fibre, interface: wan1}
        - {name: lte, interface: wan2, tier: 2}
      """;

  @TempDir private Path directory = Path.of("");

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.writeString(path, text);
  }

  private Reading live(String more) throws IOException {
    write("live.yml", UPLINKS + more);
    return Configurations.read(directory.resolve("live.yml"));
  }

  private Shadowing shadow(String more) throws IOException {
    return switch (live(more)) {
      case Reading.Valid(Configuration configuration, _) ->
          Objects.requireNonNull(configuration.shadow());
      case Reading.Invalid(Problems problems) -> throw new AssertionError(problems.toString());
    };
  }

  /** The problems, each without the directory. */
  private List<String> problems(String more) throws IOException {
    return live(more).problems().list().stream()
        .map(problem -> problem.toString().replace(directory + "/", ""))
        .toList();
  }

  @Test
  void aShadowIsAWholeConfigurationOfItsOwn() throws IOException {
    write(
        "more/other.yml",
        """
        preset: patient
        uplinks:
          - {name: fibre, interface: eth7, tier: 3, weight: 5}
          - {name: lte, interface: eth8, disabled: true}
        demands: {rtt: {fail: 90ms, recover: 80ms}}
        election: {strategy: lowest-rtt}
        """);
    Shadowing shadow = shadow("shadow: more/other.yml");
    assertThat(shadow.file()).isEqualTo("more/other.yml");
    assertThat(shadow.settings().uplinks())
        .extracting(Uplink::name, Uplink::tier, Uplink::weight, Uplink::disabled)
        .containsExactly(tuple("fibre", 3, 5, false), tuple("lte", 1, 1, true));
    assertThat(shadow.settings().demands()).contains(new Demand(Metric.RTT, 90e6, 80e6));
    assertThat(shadow.settings().rules().strategy().wire()).isEqualTo("lowest-rtt");
  }

  @Test
  void withoutTheKeyThereIsNone() {
    assertThat(Samples.valid(Samples.UPLINKS).shadow()).isNull();
  }

  @Test
  void whatATargetIsAskedIsTheLiveOnesAndWhetherItIsRequiredTheShadows() throws IOException {
    write("other.yml", UPLINKS + "targets: [{name: a, address: 192.0.2.9, required: true}]");
    Shadowing shadow = shadow("targets: [{name: a, address: 192.0.2.1}]\nshadow: other.yml");
    assertThat(shadow.settings().targets())
        .containsExactly(new Target(Target.icmp(0, "a", "192.0.2.1").id(), icmp(), true));
  }

  private static Question icmp() {
    return Target.icmp(0, "a", "192.0.2.1").question();
  }

  @Test
  void itIsInTheEffectiveConfigurationButNoReplayLooksForIt() throws IOException {
    write("other.yml", UPLINKS);
    Configuration configuration =
        switch (live("shadow: other.yml")) {
          case Reading.Valid(Configuration valid, _) -> valid;
          case Reading.Invalid(Problems problems) -> throw new AssertionError(problems.toString());
        };
    assertThat(configuration.effective().path("shadow").asText()).isEqualTo("other.yml");
    assertThat(
            Configurations.parse(
                configuration.effective().toString(), directory.resolve("x.json").toString()))
        .isEqualTo(new Reading.Valid(configuration, Problems.NONE));

    Files.delete(directory.resolve("other.yml"));
    assertThat(Configurations.fromTrace(configuration.effective()))
        .isInstanceOfSatisfying(
            Reading.Valid.class,
            replayed -> {
              assertThat(replayed.configuration().shadow()).isNull();
              assertThat(replayed.configuration().settings()).isEqualTo(configuration.settings());
            });
  }

  @Test
  void itsUplinksAndTargetsAreTheSameByNameAndInOrder() throws IOException {
    write(
        "other.yml",
        """
        uplinks: [{name: fibre, interface: wan1}, {name: dsl, interface: wan2}]
        targets: [{address: 192.0.2.2}, {address: 192.0.2.1}]
        """);
    assertThat(problems("targets: [{address: 192.0.2.1}, {address: 192.0.2.2}]\nshadow: other.yml"))
        .containsExactly(
            "live.yml:5:9: error: shadow: other.yml has the targets in another order (192.0.2.2,"
                + " 192.0.2.1): among equals the first one counts, so keep it as here (192.0.2.1,"
                + " 192.0.2.2)",
            "live.yml:5:9: error: shadow: other.yml must have the same uplinks; it lacks lte; only"
                + " it has dsl");
  }

  @Test
  void whatIsWrongWithItIsToldInItsOwnFile() throws IOException {
    write("other.yml", UPLINKS + "probing: {intervall: 1s}\n");
    assertThat(problems("shadow: other.yml"))
        .containsExactly(
            "live.yml:4:9: error: shadow: other.yml cannot be used; what is wrong with it is told,"
                + " too",
            "other.yml:4:11: error: probing: unknown key 'intervall'; did you mean interval?");
    assertThat(problems("shadow: nowhere.yml"))
        .containsExactly(
            "live.yml:4:9: error: shadow: nowhere.yml cannot be used; what is wrong with it is"
                + " told, too",
            "nowhere.yml: error: there is no such file");
  }

  @Test
  void aShadowHasNoShadow() throws IOException {
    assertThat(problems("shadow: live.yml"))
        .containsExactly(
            "live.yml:4:9: error: shadow: a shadow has no shadow of its own; remove it",
            "live.yml:4:9: error: shadow: live.yml cannot be used; what is wrong with it is told,"
                + " too");
  }

  @Test
  void nobodyWillProbeAsItWould() throws IOException {
    write("other.yml", UPLINKS + "probing: {interval: 500ms}");
    assertThat(problems("shadow: other.yml"))
        .containsExactly(
            "live.yml:4:9: warning: shadow: other.yml would probe every 500ms (fast 100ms), but"
                + " probes are sent as this file says, every 1s (fast 100ms): what the others would"
                + " have shown, a shadow cannot know");
    write("same.yml", UPLINKS + "probing: {timeout: 500ms}");
    assertThat(problems("shadow: same.yml"))
        .noneMatch(problem -> problem.contains("warning: shadow"));
  }

  @Test
  void aPathIsNeeded() throws IOException {
    assertThat(problems("shadow: ''"))
        .containsExactly("live.yml:4:9: error: shadow: the name of a file is expected");
  }
}
