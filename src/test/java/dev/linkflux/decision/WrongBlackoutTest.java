package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Scenario.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often losses on a line that works are taken for a blackout, and how soon a blackout is found
 * there all the same. Three targets, default settings, simulated time.
 */
class WrongBlackoutTest {
  private static long blackouts(List<Transition> transitions) {
    return transitions.stream()
        .filter(it -> it.uplink().ordinal() == 0 && it.cause() == Cause.BLACKOUT)
        .count();
  }

  /** Lets time pass with bursts in which all is lost, of exponential length and distance. */
  private static Scenario bursts(long seed, double hours, double aMinute, double meanSeconds) {
    SplittableRandom random = new SplittableRandom(seed);
    Scenario scenario = new Scenario(2, 3, seed).run(60);
    double left = hours * 3600;
    while (left > 0) {
      double good = exponential(random, 60 / aMinute);
      double bad = exponential(random, meanSeconds);
      scenario.run(good).set(0, Path.FROZEN).run(bad).set(0, Path.GOOD);
      left -= good + bad;
    }
    return scenario.run(2);
  }

  private static double exponential(SplittableRandom random, double mean) {
    return -Math.log(1 - random.nextDouble()) * mean;
  }

  /** With a baseline that is not learnt there are 1, 6, 20 and 66 of them. */
  @ParameterizedTest(name = "{0} bursts of {1} s a minute: at most {2} in two hours")
  @CsvSource({"4, 0.1, 1", "2, 0.2, 3", "2, 0.3, 6", "6, 0.3, 16"})
  void shortBurstsAreRarelyTakenForABlackout(double aMinute, double meanSeconds, int most) {
    Scenario scenario = bursts(1, 2, aMinute, meanSeconds);
    assertThat(blackouts(scenario.outputs(Transition.class))).isLessThanOrEqualTo(most);
  }

  @Test
  void aQuarterLostForHoursIsNotTakenForABlackout() {
    Scenario scenario = new Scenario(2, 3, 2).run(60).set(0, Path.GOOD.withLoss(0.25)).run(7200);
    assertThat(blackouts(scenario.outputs(Transition.class))).isLessThanOrEqualTo(1);
  }

  @Test
  void onALineOfManyBurstsABlackoutIsStillFoundWithinTwoSecondsAndSaysWhy() {
    for (int seed = 0; seed < 10; seed++) {
      Scenario scenario = bursts(seed, 0.3, 4, 0.3).run(60);
      long from = scenario.now();
      Transition down =
          scenario.set(0, Path.FROZEN).run(3).outputs(Transition.class).stream()
              .filter(it -> it.at().nanos() >= from && it.cause() == Cause.BLACKOUT)
              .findFirst()
              .orElseThrow();
      assertThat((down.at().nanos() - from) / 1e9).as(down.toString()).isLessThan(2.5);
      assertThat(down.evidence())
          .anyMatch(it -> it.name().equals("baseline") && it.value() > 0.2 && it.value() <= 0.5);
    }
  }

  @Test
  void afterOnePercentLossForAnHourABlackoutIsFoundAsSoonAsOnACleanLine() {
    for (int seed = 0; seed < 5; seed++) {
      Scenario scenario = new Scenario(2, 3, seed).set(0, Path.GOOD.withLoss(0.01)).run(3600);
      long from = scenario.now();
      Transition down = scenario.set(0, Path.FROZEN).run(3).outputs(Transition.class).getLast();
      assertThat((down.at().nanos() - from) / 1e9).as(down.toString()).isLessThan(1.3);
      assertThat(down.evidence()).contains(new Figure("baseline", 0.05, 0.5, "ratio"));
      assertThat(down.sentence()).containsPattern("8 probes, none answered within 300 ms");
    }
  }
}
