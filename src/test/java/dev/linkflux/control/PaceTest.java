package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario.Path;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which uplink is probed how quickly. */
class PaceTest {
  private static final Probing QUICK =
      new Probing(Duration.ofSeconds(1), Duration.ofMillis(10), Duration.ofSeconds(1), 16);

  /** Two uplinks with three targets; the one of this number is metered. */
  private static Settings metered(int ordinal, Probing probing) {
    Settings usual = Scenario.settings(2, 3);
    List<Uplink> uplinks =
        usual.uplinks().stream()
            .map(
                it ->
                    new Uplink(
                        it.id(),
                        it.device(),
                        it.tier(),
                        it.gateways(),
                        it.weight(),
                        it.disabled(),
                        it.id().ordinal() == ordinal ? 100_000_000 : Uplink.UNMETERED,
                        0))
            .toList();
    return new Settings(
        uplinks,
        usual.targets(),
        usual.demands(),
        probing,
        usual.windowing(),
        usual.rules(),
        usual.routing());
  }

  private static List<Tempo> temposOf(Scenario scenario, int uplink) {
    return scenario.outputs(Pace.class).stream()
        .filter(pace -> pace.uplink().ordinal() == uplink)
        .map(Pace::tempo)
        .toList();
  }

  private static long sent(Scenario scenario, int uplink, long from) {
    return scenario.inputs().stream()
        .filter(Observation.Sent.class::isInstance)
        .map(Observation.Sent.class::cast)
        .filter(it -> it.at().nanos() >= from && it.id().uplink().ordinal() == uplink)
        .count();
  }

  @Test
  void aMeteredUplinkThatStandsByRestsOnceItIsUp() {
    Scenario scenario = new Scenario(metered(1, Probing.DEFAULT), 1).run(100);
    assertThat(temposOf(scenario, 1)).containsExactly(Tempo.REST);
    assertThat(temposOf(scenario, 0)).isEmpty();
  }

  @Test
  void theOneThatCarriesDoesNot() {
    Scenario scenario = new Scenario(metered(0, Probing.DEFAULT), 1).run(100);
    assertThat(temposOf(scenario, 0)).isEmpty();
    assertThat(temposOf(scenario, 1)).isEmpty();
  }

  @Test
  void whenItHasToCarryItIsProbedAsUsualAndRestsAgainAfterwards() {
    Scenario scenario = new Scenario(metered(1, Probing.DEFAULT), 1).run(60);
    scenario.set(0, Path.FROZEN).run(10);
    assertThat(temposOf(scenario, 1))
        .as("fast for a moment, as a witness of the other's silence")
        .containsExactly(Tempo.REST, Tempo.FAST, Tempo.STEADY);
    scenario.set(0, Path.GOOD).run(60);
    assertThat(temposOf(scenario, 1))
        .containsExactly(Tempo.REST, Tempo.FAST, Tempo.STEADY, Tempo.REST);
  }

  @Test
  void whileItIsDownItRestsAndWhileItRecoversItDoesNot() {
    Scenario scenario = new Scenario(metered(1, Probing.DEFAULT), 1).run(60);
    scenario.set(1, Path.FROZEN).run(120);
    assertThat(temposOf(scenario, 1)).containsExactly(Tempo.REST, Tempo.FAST, Tempo.REST);
    long down = scenario.now();
    scenario.run(100);
    assertThat(sent(scenario, 1, down)).as("in 100 s of 3 targets").isBetween(28L, 44L);
    scenario.set(1, Path.GOOD).run(60);
    assertThat(temposOf(scenario, 1))
        .containsExactly(Tempo.REST, Tempo.FAST, Tempo.REST, Tempo.STEADY, Tempo.REST);
    assertThat(scenario.outputs(Transition.class).getLast().to()).isEqualTo(StateName.UP);
  }

  @Test
  void aBlackoutOfOneThatRestsIsFound() {
    Scenario scenario = new Scenario(metered(1, Probing.DEFAULT), 3).run(60);
    long from = scenario.now();
    scenario.set(1, Path.FROZEN).run(20);
    Transition down = scenario.outputs(Transition.class).getLast();
    assertThat(down.to()).isEqualTo(StateName.DOWN);
    assertThat((down.at().nanos() - from) / 1e9).isLessThan(12);
  }

  @Test
  void aSuspicionThatIsNotSettledEndsAfterFiveHundredProbes() {
    Scenario scenario = new Scenario(metered(1, QUICK), 1).run(60);
    // Silent everywhere: isolated, and not settled. Outcomes come when the probes time out.
    scenario.set(0, Path.FROZEN).set(1, Path.FROZEN).run(20);
    List<Pace> paces =
        scenario.outputs(Pace.class).stream().filter(pace -> pace.uplink().ordinal() == 0).toList();
    assertThat(paces).extracting(Pace::tempo).startsWith(Tempo.FAST, Tempo.STEADY);
    long from = paces.get(0).at().nanos();
    long to = paces.get(1).at().nanos();
    long asked = sent(scenario, 0, from) - sent(scenario, 0, to);
    assertThat((to - from) / 1e9).as("seconds").isBetween(2.2, 2.8);
    assertThat(asked).as("500, and a second's worth under way").isBetween(750L, 950L);
  }
}
