package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Scenario.Path;
import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that is required takes its uplink down alone, but not the router. Simulated time. */
class RequiredTargetTest {
  private static final int VPS = 2;

  private static Scenario scenario(int uplinks, long seed) {
    Settings usual = Scenario.settings(uplinks, 3);
    List<Target> targets = new ArrayList<>(usual.targets());
    targets.set(VPS, new Target(targets.get(VPS).id(), targets.get(VPS).question(), true));
    Settings settings =
        new Settings(
            usual.uplinks(),
            targets,
            usual.demands(),
            usual.probing(),
            usual.windowing(),
            usual.rules(),
            usual.routing());
    return new Scenario(settings, seed).run(60);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void itsSilenceThroughOneUplinkMovesTrafficWithinTwoSeconds(long seed) {
    Scenario scenario = scenario(2, seed).set(0, VPS, Path.FROZEN);
    long from = scenario.now();
    assertThat(scenario.run(10).secondsUntilCarrying(1, from)).isLessThan(2.5);
    Transition down = scenario.outputs(Transition.class).getLast();
    assertThat(down.cause()).isEqualTo(Cause.BLACKOUT);
    assertThat(down.sentence())
        .matches("u0 is down: no answer from t2 for [0-9.]+ s, which is required");
    assertThat(down.evidence())
        .extracting(Figure::name)
        .contains("lasted", "required targets silent", "evidence of blackout", "baseline");
  }

  @Test
  void theUplinkComesBackOnlyWhenItAnswersAgain() {
    Scenario scenario = scenario(2, 1).set(0, VPS, Path.FROZEN).run(300);
    assertThat(scenario.outputs(Transition.class).getLast().to()).isEqualTo(StateName.DOWN);
    long from = scenario.set(0, VPS, Path.GOOD).now();
    assertThat(scenario.run(60).secondsUntilCarrying(0, from))
        .isBetween(20.0, 35.0); // its losses count, too
  }

  @Test
  void whenItIsSilentThroughEveryUplinkItIsToBlameAndNothingMoves() {
    Scenario scenario = scenario(3, 1);
    for (int uplink = 0; uplink < 3; uplink++) {
      scenario.set(uplink, VPS, Path.FROZEN);
    }
    scenario.run(600);
    assertThat(scenario.switches()).as(scenario.outputs(Transition.class).toString()).isZero();
    assertThat(scenario.outputs(Blamed.class)).hasSize(3).allMatch(Blamed::bad);
    for (int uplink = 0; uplink < 3; uplink++) {
      scenario.set(uplink, VPS, Path.GOOD);
    }
    scenario.run(60);
    assertThat(scenario.switches()).isZero();
    assertThat(scenario.outputs(Blamed.class)).hasSize(6);
  }

  @Test
  void throughTheOnlyUplinkItsSilenceIsToldAndTheUplinkCarriesOn() {
    Scenario scenario = scenario(1, 1).set(0, VPS, Path.FROZEN).run(20);
    assertThat(scenario.outputs(Transition.class).getLast().to()).isEqualTo(StateName.DOWN);
    assertThat(scenario.outputs(Election.class).getLast().carrying()).hasSize(1);
  }

  @Test
  void theSilenceOfAnotherTargetStillMovesNothing() {
    Scenario scenario = scenario(2, 1).set(0, 0, Path.FROZEN).run(600);
    assertThat(scenario.switches()).isZero();
    assertThat(scenario.outputs(Blamed.class)).hasSize(1);
  }
}
