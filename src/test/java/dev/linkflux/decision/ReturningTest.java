package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Scenario.Path;
import dev.linkflux.control.Settings;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An uplink comes back when the hold-down is over and its answers prove that it is well. */
class ReturningTest {
  private static final Settings USUAL = Scenario.settings(2, 3);

  private static Settings settings(List<Demand> demands, Probing probing, int metered) {
    List<Uplink> uplinks =
        USUAL.uplinks().stream()
            .map(
                it ->
                    new Uplink(
                        it.id(),
                        it.device(),
                        it.tier(),
                        it.gateways(),
                        it.weight(),
                        it.disabled(),
                        it.id().ordinal() == metered ? 100_000_000 : Uplink.UNMETERED,
                        0))
            .toList();
    return new Settings(
        uplinks,
        USUAL.targets(),
        demands,
        probing,
        USUAL.windowing(),
        USUAL.rules(),
        USUAL.routing());
  }

  private static Probing every(long seconds) {
    return new Probing(
        Duration.ofSeconds(seconds),
        Probing.DEFAULT.fast(),
        Probing.DEFAULT.timeout(),
        Probing.DEFAULT.payload());
  }

  /** Seconds from now until the uplink is up again; infinite if it is not within the time. */
  private static double secondsUntilUp(Scenario scenario, int uplink, double within) {
    long from = scenario.now();
    return scenario.run(within).outputs(Transition.class).stream()
        .filter(it -> it.at().nanos() >= from && it.uplink().ordinal() == uplink)
        .filter(it -> it.to() == StateName.UP)
        .mapToDouble(it -> (it.at().nanos() - from) / 1e9)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static Scenario afterABlackout(Settings settings) {
    return new Scenario(settings, 1).run(60).set(0, Path.FROZEN).run(30).set(0, Path.GOOD);
  }

  @Test
  void withDenseProbingTheHoldDownDecides() {
    Scenario scenario = afterABlackout(USUAL);
    assertThat(secondsUntilUp(scenario, 0, 60)).isBetween(20.0, 22.0);
  }

  @Test
  void withSparseProbingItTakesThirtyOneAnswersHoweverLong() {
    Scenario scenario = afterABlackout(settings(USUAL.demands(), every(5), -1));
    assertThat(secondsUntilUp(scenario, 0, 200)).isBetween(40.0, 60.0); // 31 at 0.69 a second
  }

  @Test
  void withoutADemandOnLossEachTargetMustAnswerAsOftenAsItWouldHaveToBeSilent() {
    List<Demand> noLoss =
        USUAL.demands().stream().filter(it -> it.metric() != Metric.LOSS).toList();
    assertThat(secondsUntilUp(afterABlackout(settings(noLoss, every(1), -1)), 0, 60))
        .isBetween(20.0, 22.0);
    // Three of each target, a probe of each every 17.5 s.
    assertThat(secondsUntilUp(afterABlackout(settings(noLoss, every(20), -1)), 0, 200))
        .isBetween(35.0, 70.0);
  }

  @Test
  void whileItLosesATenthItDoesNotComeBack() {
    Scenario scenario = new Scenario(2, 3, 3).run(60).set(0, Path.FROZEN).run(30);
    scenario.set(0, Path.GOOD.withLoss(0.15));
    assertThat(secondsUntilUp(scenario, 0, 120)).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void withTheFirstAnswerOneThatIsMeteredIsProbedAsUsual(int metered) {
    Scenario scenario = new Scenario(settings(USUAL.demands(), every(1), metered), 4).run(60);
    scenario.set(metered, Path.FROZEN).run(120);
    List<Tempo> tempos =
        scenario.outputs(Pace.class).stream()
            .filter(it -> it.uplink().ordinal() == metered)
            .map(Pace::tempo)
            .toList();
    assertThat(tempos.getLast()).isEqualTo(Tempo.REST);
    long from = scenario.now();
    scenario.set(metered, Path.GOOD).run(40);
    Pace steady =
        scenario.outputs(Pace.class).stream()
            .filter(it -> it.at().nanos() >= from && it.uplink().ordinal() == metered)
            .findFirst()
            .orElseThrow();
    Transition recovering =
        scenario.outputs(Transition.class).stream()
            .filter(it -> it.at().nanos() >= from && it.to() == StateName.RECOVERING)
            .findFirst()
            .orElseThrow();
    assertThat(steady.tempo()).isEqualTo(Tempo.STEADY);
    assertThat(steady.at()).isLessThan(recovering.at());
    assertThat((recovering.at().nanos() - from) / 1e9).isLessThan(12);
  }

  @Test
  void oneThatFallsSilentAgainBeforeItIsRecoveringRestsAgain() {
    Scenario scenario = new Scenario(settings(USUAL.demands(), every(1), 1), 5).run(60);
    scenario.set(1, Path.FROZEN).run(60).set(1, 0, Path.GOOD).run(30).set(1, 0, Path.FROZEN);
    scenario.run(120);
    assertThat(scenario.outputs(Transition.class).getLast().to()).isEqualTo(StateName.DOWN);
    assertThat(scenario.outputs(Pace.class).getLast().tempo()).isEqualTo(Tempo.REST);
  }
}
