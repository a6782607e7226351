package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario.Path;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Expectation;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Demand;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What is said to follow from settings against what the machine does by them. */
class ExpectationTest {
  static final List<Preset> PRESETS = Preset.ALL;

  private static final Demand LOSS = Demand.DEFAULTS.getFirst();

  private static Settings settings(Preset preset, int targets) {
    Settings plain = Scenario.settings(2, targets);
    return preset.settings(plain.uplinks(), plain.targets());
  }

  private static Expectation expected(int targets, Duration patience, List<Demand> demands) {
    return Expectation.of(targets, Probing.DEFAULT, patience, demands, Rules.DEFAULT);
  }

  /** The mean over some, in seconds. */
  private static double measured(Settings settings) {
    return IntStream.range(0, 20)
        .mapToDouble(
            seed -> {
              Scenario scenario = new Scenario(settings, seed);
              scenario.run(60 + seed * 0.173);
              long from = scenario.now();
              scenario.set(0, Path.FROZEN).run(60);
              return scenario.outputs(Transition.class).stream()
                  .filter(it -> it.at().nanos() >= from && it.cause() == Cause.BLACKOUT)
                  .mapToDouble(it -> (it.at().nanos() - from) / 1e9)
                  .findFirst()
                  .orElseThrow();
            })
        .average()
        .orElseThrow();
  }

  @ParameterizedTest
  @FieldSource("PRESETS")
  void aBlackoutIsNoticedAfterAboutWhatIsSaid(Preset preset) {
    Settings settings = settings(preset, 3);
    double said = Control.expectation(settings).blackout().toNanos() / 1e9;
    assertThat(measured(settings)).isCloseTo(said, Percentage.withPercentage(35));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "4", "8"})
  void soItIsWithFewerOrMoreTargets(int targets) {
    Settings settings = settings(Preset.DEFAULT, targets);
    double said = Control.expectation(settings).blackout().toNanos() / 1e9;
    assertThat(measured(settings)).isCloseTo(said, Percentage.withPercentage(35));
  }

  @Test
  void everyTargetIsAmongTheUnanswered() {
    assertThat(expected(64, Duration.ofMillis(300), List.of()).probes()).isGreaterThanOrEqualTo(64);
  }

  @Test
  void thePatienceOfTheProbesIsPartOfIt() {
    Duration quick = expected(3, Duration.ofMillis(300), List.of()).blackout();
    Duration slow = expected(3, Duration.ofSeconds(1), List.of()).blackout();
    assertThat(slow.minus(quick)).isEqualTo(Duration.ofMillis(700));
    assertThat(expected(3, Duration.ZERO, List.of()).blackout())
        .as("no answer is overdue before 100 ms")
        .isEqualTo(quick.minusMillis(200));
  }

  @Test
  void theNearerRecoverIsToFailTheLongerARecoveryTakesToProve() {
    Duration far = expected(3, Duration.ofMillis(300), List.of(LOSS)).recovery();
    Demand near = new Demand(LOSS.metric(), 0.10, 0.09);
    assertThat(far).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
    assertThat(expected(3, Duration.ofMillis(300), List.of(near)).recovery())
        .isBetween(Duration.ofSeconds(11), Duration.ofSeconds(13));
    assertThat(expected(3, Duration.ofMillis(300), List.of()).recovery()).isZero();
  }

  @ParameterizedTest
  @FieldSource("PRESETS")
  void noPresetReturnsBeforeItsRecoveryIsProven(Preset preset) {
    assertThat(Control.expectation(settings(preset, 3)).recovery())
        .isLessThanOrEqualTo(preset.rules().holdDown());
  }
}
