package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Control;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Scenario.Path;
import dev.linkflux.time.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every transition says what it rests on, in figures and in words. Simulated time. */
class ExplainedTest {
  private static Transition last(Scenario scenario, StateName to) {
    return scenario.outputs(Transition.class).stream()
        .filter(it -> it.uplink().ordinal() == 0 && it.to() == to)
        .toList()
        .getLast();
  }

  private static Figure figure(Transition transition, String name) {
    return transition.evidence().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + transition));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
  void thereIsNoTransitionWithoutEvidence(long seed) {
    List<Event> outputs = new ArrayList<>();
    Control control = new Control(Scenario.settings(3, 3));
    Scenario.weather(seed, 3, 3, 300).forEach(event -> control.accept(event, outputs::add));
    List<Transition> told =
        outputs.stream().filter(Transition.class::isInstance).map(Transition.class::cast).toList();
    assertThat(told).isNotEmpty();
    for (Transition transition : told) {
      assertThat(transition.evidence()).as(transition.sentence()).isNotEmpty();
      assertThat(transition.evidence())
          .allMatch(it -> Double.isFinite(it.value()) && Double.isFinite(it.limit()));
      assertThat(transition.sentence()).startsWith(transition.uplink().name() + " ");
    }
  }

  @Test
  void theFirstVerdictSaysHowManyTargetsAnswer() {
    Transition up = last(new Scenario(2, 3, 1).run(5), StateName.UP);
    assertThat(up.sentence()).isEqualTo("u0 is up: 1 of 3 targets answer");
    assertThat(figure(up, "targets answering"))
        .isEqualTo(new Figure("targets answering", 1, 1, "targets"));
  }

  @Test
  void aBlackoutSaysForHowLongAndHowLongWasWaited() {
    Transition down =
        last(new Scenario(2, 3, 1).run(60).set(0, Path.FROZEN).run(5), StateName.DOWN);
    assertThat(down.sentence())
        .matches(
            "u0 is down: no answer from any of 3 targets for 0\\.[0-9] s"
                + " \\(8 probes, none answered within 300 ms\\)");
    assertThat(figure(down, "lasted").value()).isBetween(0.3, 1.5);
    assertThat(figure(down, "targets silent").value()).isEqualTo(3);
    Figure evidence = figure(down, "evidence of blackout");
    assertThat(evidence.value()).isGreaterThanOrEqualTo(evidence.limit());
    assertThat(figure(down, "flap penalty").limit()).isEqualTo(1500);
  }

  @Test
  void aRiseOfTheRoundTripTimeIsToldAsSuch() {
    Transition degraded =
        last(
            new Scenario(2, 3, 1).run(60).set(0, Path.GOOD.withRtt(400)).run(20),
            StateName.DEGRADED);
    assertThat(degraded.sentence())
        .matches("u0 is degraded: rtt 40[0-9] ms, limit 300 ms, for [0-9.]+ s");
    assertThat(figure(degraded, "rtt").limit()).isEqualTo(300);
    Figure lasted = figure(degraded, "lasted");
    assertThat(lasted.value()).isGreaterThanOrEqualTo(lasted.limit() - 0.001);
  }

  @Test
  void theReturnSaysHowLongItMustHoldAndThenHowLongItDid() {
    Scenario scenario =
        new Scenario(2, 3, 1).run(60).set(0, Path.FROZEN).run(30).set(0, Path.GOOD).run(60);
    Transition recovering = last(scenario, StateName.RECOVERING);
    assertThat(recovering.sentence()).isEqualTo("u0 answers again; up in 20 s if that lasts");
    assertThat(figure(recovering, "hold-down").value()).isEqualTo(20);
    Transition up = last(scenario, StateName.UP);
    assertThat(up.sentence())
        .isEqualTo(
            "u0 is up again: it has met its demands for 20 s;"
                + " 3 of 3 targets answer, loss 0 %, rtt 21 ms");
    assertThat(figure(up, "lasted").value()).isEqualTo(20);
    assertThat(figure(up, "rtt").value()).isBetween(20.0, 22.0);
  }

  @Test
  void oneThatHasBeenFlappingSaysHowMuchAndWhenItIsUsedAgain() {
    Scenario scenario = new Scenario(2, 3, 1).run(60);
    for (int i = 0; i < 3; i++) {
      scenario.set(0, Path.FROZEN).run(30).set(0, Path.GOOD).run(30);
    }
    Transition held =
        scenario.outputs(Transition.class).stream()
            .filter(it -> it.cause() == Cause.DAMPENED)
            .findFirst()
            .orElseThrow();
    Figure reused = figure(held, "reused in");
    assertThat(reused.limit()).isEqualTo(1800);
    assertThat(reused.value()).isEqualTo(figure(held, "hold-down").value());
    assertThat(held.sentence()).contains("it has been flapping (penalty ");
  }
}
