package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.Cases;
import dev.linkflux.control.Scenario.Path;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How soon, and how rarely wrongly, the machine with default settings notices what befalls an
 * uplink. Simulated time.
 */
class DetectionTest {
  private static final int RUNS = 100;

  /** Seconds to the switch away from u0 over many runs, sorted. */
  private static double[] delays(int targets, Consumer<Scenario> trouble) {
    return IntStream.range(0, RUNS)
        .mapToDouble(
            seed -> {
              Scenario scenario = new Scenario(3, targets, seed).run(40 + seed / 100.0);
              long from = scenario.now();
              trouble.accept(scenario);
              return scenario.run(100).secondsUntilCarrying(1, from);
            })
        .sorted()
        .toArray();
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
  }

  @Test
  void aFrozenUplinkIsLeftWithinTwoSecondsMostlyWithinOne() {
    double[] delays = delays(3, scenario -> scenario.set(0, Path.FROZEN));
    assertThat(quantile(delays, 0.5)).as(Arrays.toString(delays)).isLessThan(1.0);
    assertThat(delays[RUNS - 1]).isLessThan(2.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aFrozenUplinkIsLeftInTimeThoughFastProbingHasJustBeenGivenUp(int targets) {
    double[] delays =
        delays(
            targets,
            scenario -> scenario.set(0, Path.GOOD.withLoss(0.08)).run(12).set(0, Path.FROZEN));
    // From the beginning of the loss.
    assertThat(delays[RUNS - 1] - 12).as(Arrays.toString(delays)).isLessThan(targets == 1 ? 5 : 3);
  }

  @Test
  void thirtyPercentLossIsLeftWithinTenSecondsMostlyWithinFive() {
    double[] delays = delays(3, scenario -> scenario.set(0, Path.GOOD.withLoss(0.3)));
    assertThat(quantile(delays, 0.5)).as(Arrays.toString(delays)).isLessThan(5);
    assertThat(quantile(delays, 0.95)).isLessThan(10);
  }

  @Test
  void halfTheProbesLostIsLeftWithinFiveSecondsMostlyWithinThree() {
    double[] delays = delays(3, scenario -> scenario.set(0, Path.GOOD.withLoss(0.5)));
    assertThat(quantile(delays, 0.5)).as(Arrays.toString(delays)).isLessThan(3);
    assertThat(quantile(delays, 0.95)).isLessThan(5);
  }

  @Test
  void twentyPercentLossIsLeftWithinHalfAMinuteMostlyWithinTenSeconds() {
    double[] delays = delays(3, scenario -> scenario.set(0, Path.GOOD.withLoss(0.2)));
    assertThat(quantile(delays, 0.5)).as(Arrays.toString(delays)).isLessThan(10);
    assertThat(quantile(delays, 0.95)).isLessThan(30);
  }

  @Test
  void tenPercentLossIsLeftWithinAMinute() {
    double[] delays = delays(3, scenario -> scenario.set(0, Path.GOOD.withLoss(0.1)));
    assertThat(quantile(delays, 0.95)).as(Arrays.toString(delays)).isLessThan(60);
  }

  @Test
  void tenPercentLossIsMostlyLeftWithinHalfAMinute() {
    double[] delays = delays(3, scenario -> scenario.set(0, Path.GOOD.withLoss(0.1)));
    assertThat(quantile(delays, 0.5)).as(Arrays.toString(delays)).isLessThan(30);
  }

  @Test
  void aStormOfJitterIsMostlyLeftWithinHalfAMinute() {
    double[] delays = delays(3, scenario -> scenario.set(0, Path.GOOD.withJitter(400)));
    assertThat(quantile(delays, 0.5)).as(Arrays.toString(delays)).isLessThan(30);
  }

  @Test
  void aFrozenUplinkIsLeftWithinThreeSecondsEvenWithOneTarget() {
    double[] delays = delays(1, scenario -> scenario.set(0, Path.FROZEN));
    assertThat(quantile(delays, 0.5)).as(Arrays.toString(delays)).isLessThan(2);
    assertThat(delays[RUNS - 1]).isLessThan(3);
  }

  @Test
  void theOnlyUplinkIsDownWhenItIsAndCarriesNevertheless() {
    Scenario scenario = new Scenario(1, 3, 13).run(60).set(0, Path.FROZEN);
    long from = scenario.now();
    Transition fall = scenario.run(10).outputs(Transition.class).getLast();
    assertThat(fall.to()).isEqualTo(StateName.DOWN);
    assertThat((fall.at().nanos() - from) / 1e9).isLessThan(2);
    assertThat(scenario.outputs(Election.class).getLast().carrying()).hasSize(1);
    assertThat(scenario.set(0, Path.GOOD).run(60).outputs(Transition.class).getLast().to())
        .isEqualTo(StateName.UP);
  }

  @Test
  void theOnlyTargetOfTheOnlyUplinkIsEvidenceEnough() {
    Scenario scenario = new Scenario(1, 1, 14).run(60).set(0, Path.FROZEN).run(10);
    assertThat(scenario.outputs(Transition.class).getLast().to()).isEqualTo(StateName.DOWN);
    assertThat(scenario.set(0, Path.GOOD).run(60).outputs(Transition.class).getLast().to())
        .isEqualTo(StateName.UP);
  }

  @Test
  void fifteenPercentLossIsLeftWithinAMinute() {
    double[] delays = delays(3, scenario -> scenario.set(0, Path.GOOD.withLoss(0.15)));
    assertThat(quantile(delays, 0.95)).as(Arrays.toString(delays)).isLessThan(60);
  }

  @Test
  void aRoundTripOf900MillisecondsIsLeftWithinTwoSeconds() {
    double[] delays = delays(3, scenario -> scenario.set(0, Path.GOOD.withRtt(900)));
    assertThat(delays[RUNS - 1]).as(Arrays.toString(delays)).isLessThan(2);
  }

  @Test
  void aRoundTripOf400MillisecondsIsLeftWithinSixSeconds() {
    double[] delays = delays(3, scenario -> scenario.set(0, Path.GOOD.withRtt(400)));
    assertThat(delays[RUNS - 1]).as(Arrays.toString(delays)).isLessThan(6);
  }

  @Test
  void aDeadTargetOfThreeMovesNothingInAnHour() {
    Scenario scenario = new Scenario(3, 3, 1).run(60).set(0, 1, Path.FROZEN).run(3600);
    assertThat(scenario.switches()).as(scenario.outputs(Transition.class).toString()).isZero();
  }

  @Test
  void aTargetThatIsDeadEverywhereMovesNothing() {
    Scenario scenario = new Scenario(3, 3, 2).run(60);
    IntStream.range(0, 3).forEach(uplink -> scenario.set(uplink, 1, Path.FROZEN));
    assertThat(scenario.run(3600).switches())
        .as(scenario.outputs(Transition.class).toString())
        .isZero();
  }

  @Test
  void twoTargetsThatAreDeadEverywhereMoveNothing() {
    Scenario scenario = new Scenario(3, 3, 3).run(60);
    IntStream.range(0, 3)
        .forEach(uplink -> scenario.set(uplink, 1, Path.FROZEN).set(uplink, 2, Path.FROZEN));
    assertThat(scenario.run(3600).switches())
        .as(scenario.outputs(Transition.class).toString())
        .isZero();
  }

  @Test
  void onePercentLossMovesNothingInADay() {
    Scenario scenario = new Scenario(1, 3, 4).set(0, Path.GOOD.withLoss(0.01));
    for (int hour = 0; hour < 24; hour++) {
      scenario.run(3600);
    }
    assertThat(scenario.outputs(Transition.class)).hasSize(1);
  }

  @Test
  void silenceEverywhereIsIsolationAndMovesNothing() {
    Scenario scenario = new Scenario(3, 3, 5).run(60);
    IntStream.range(0, 3).forEach(uplink -> scenario.set(uplink, Path.FROZEN));
    scenario.run(60);
    assertThat(scenario.switches()).isZero();
    assertThat(scenario.outputs(Election.class).getLast().cause()).isEqualTo(Cause.ISOLATED);
    IntStream.range(0, 3).forEach(uplink -> scenario.set(uplink, Path.GOOD));
    scenario.run(60);
    assertThat(scenario.switches()).isZero();
    assertThat(scenario.outputs(Election.class).getLast().cause()).isEqualTo(Cause.RECOVERED);
  }

  /** What was under way on the longest way is lost first: that is no sign that the others lived. */
  @ParameterizedTest
  @ValueSource(doubles = {8, 45, 180, 280})
  void silenceEverywhereAtOnceIsNobodysFaultHoweverLongTheWaysAre(double longest) {
    for (int seed = 0; seed < Cases.of(200); seed++) {
      Scenario scenario = ways(new Scenario(3, 3, seed), longest).run(60 + seed * 0.037);
      int before = scenario.outputs(Transition.class).size();
      scenario.silence().run(seed % 5 * 15 + 3);
      assertThat(scenario.outputs(Election.class).getLast().cause())
          .as("seed " + seed)
          .isEqualTo(Cause.ISOLATED);
      ways(scenario, longest).run(30);
      assertThat(scenario.outputs(Transition.class)).as("seed " + seed).hasSize(before);
      assertThat(scenario.outputs(Election.class).getLast().cause())
          .as("seed " + seed)
          .isEqualTo(Cause.RECOVERED);
    }
  }

  private static Scenario ways(Scenario scenario, double longest) {
    return scenario
        .set(0, Path.GOOD.withRtt(8))
        .set(1, Path.GOOD.withRtt(longest))
        .set(2, Path.GOOD.withRtt(25).withLoss(0.01));
  }

  @Test
  void theOneUplinkThatEndsTheIsolationCarries() {
    Scenario scenario = new Scenario(3, 3, 6).run(60);
    IntStream.range(0, 3).forEach(uplink -> scenario.set(uplink, Path.FROZEN));
    scenario.run(30).set(2, Path.GOOD);
    long from = scenario.now();
    assertThat(scenario.run(10).secondsUntilCarrying(2, from)).isLessThan(3);
  }

  @Test
  void anUplinkThatAnswersAgainReturnsAfterTheHoldDown() {
    Scenario scenario = new Scenario(3, 3, 7).run(60).set(0, Path.FROZEN).run(30).set(0, Path.GOOD);
    long from = scenario.now();
    assertThat(scenario.run(60).secondsUntilCarrying(0, from)).isBetween(20.0, 23.0);
  }

  @Test
  void anUplinkThatLosesNoMoreReturns() {
    Scenario scenario =
        new Scenario(3, 3, 8).run(60).set(0, Path.GOOD.withLoss(0.3)).run(60).set(0, Path.GOOD);
    long from = scenario.now();
    assertThat(scenario.run(90).secondsUntilCarrying(0, from)).isBetween(20.0, 45.0);
  }

  @Test
  void anUplinkThatWasSlowReturns() {
    Scenario scenario = new Scenario(3, 3, 9).run(60).set(0, Path.GOOD.withRtt(900)).run(60);
    assertThat(scenario.outputs(Transition.class))
        .anyMatch(t -> t.to() == StateName.DEGRADED && t.cause() == Cause.RTT);
    long from = scenario.set(0, Path.GOOD).now();
    assertThat(scenario.run(90).secondsUntilCarrying(0, from))
        .as(scenario.outputs(Transition.class).toString())
        .isBetween(20.0, 30.0);
  }

  @Test
  void flappingForAnHourMovesTrafficThreeTimesAtMost() {
    for (int half : new int[] {10, 30, 60, 120}) {
      Scenario scenario = new Scenario(3, 3, half).run(60);
      for (int passed = 0; passed < 3600; passed += 2 * half) {
        scenario.set(0, Path.FROZEN).run(half).set(0, Path.GOOD).run(half);
      }

      assertThat(scenario.switches()).as(half + " s").isLessThanOrEqualTo(half <= 30 ? 3 : 8);
    }
  }

  @Test
  void whenAllAreDownOneAfterTheOtherThePresentOneStays() {
    Scenario scenario =
        new Scenario(2, 3, 10).run(60).set(0, Path.FROZEN).run(30).set(1, Path.FROZEN).run(60);
    assertThat(scenario.outputs(Election.class).getLast().carrying().getFirst().name())
        .isEqualTo("u1");
    assertThat(scenario.switches()).isEqualTo(1);
  }

  @Test
  void anUplinkThatLosesNoMoreReturnsEvenIfATargetIsDead() {
    Scenario scenario = new Scenario(3, 3, 11).run(60).set(0, 1, Path.FROZEN).run(30);
    scenario.set(0, 0, Path.GOOD.withLoss(0.25)).set(0, 2, Path.GOOD.withLoss(0.25)).run(60);
    assertThat(scenario.outputs(Transition.class)).anyMatch(t -> t.cause() == Cause.LOSS);
    long from = scenario.set(0, 0, Path.GOOD).set(0, 2, Path.GOOD).now();
    assertThat(scenario.run(90).secondsUntilCarrying(0, from)).isBetween(20.0, 60.0);
  }

  @Test
  void aDeadTargetThatAnswersAgainMovesNothing() {
    Scenario scenario = new Scenario(3, 3, 12).run(60);
    IntStream.range(0, 3).forEach(uplink -> scenario.set(uplink, 1, Path.FROZEN));
    scenario.run(20);
    IntStream.range(0, 3).forEach(uplink -> scenario.set(uplink, 1, Path.GOOD));
    assertThat(scenario.run(60).switches()).isZero();
    assertThat(scenario.outputs(Transition.class)).hasSize(3);
  }

  @Test
  void aQuarterLostIsHardlyEverTakenForABlackout() {
    long blackouts =
        IntStream.range(0, 20)
            .mapToObj(seed -> new Scenario(3, 3, seed).run(60).set(0, Path.GOOD.withLoss(0.25)))
            .flatMap(scenario -> scenario.run(120).outputs(Transition.class).stream())
            .filter(transition -> transition.cause() == Cause.BLACKOUT)
            .count();
    assertThat(blackouts).isLessThan(3);
  }
}
