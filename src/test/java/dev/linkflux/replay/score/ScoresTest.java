package dev.linkflux.replay.score;

import static dev.linkflux.decision.Cause.BETTER;
import static dev.linkflux.decision.Cause.BLACKOUT;
import static dev.linkflux.decision.Cause.CARRIER_LOST;
import static dev.linkflux.decision.Cause.LOSS;
import static dev.linkflux.decision.Cause.MAINTENANCE;
import static dev.linkflux.decision.Cause.OPERATOR;
import static dev.linkflux.decision.Cause.QUOTA;
import static dev.linkflux.decision.Cause.RECOVERED;
import static dev.linkflux.decision.Cause.STARTED;
import static dev.linkflux.decision.StateName.DEGRADED;
import static dev.linkflux.decision.StateName.DOWN;
import static dev.linkflux.decision.StateName.RECOVERING;
import static dev.linkflux.decision.StateName.UNKNOWN;
import static dev.linkflux.decision.StateName.UP;
import static dev.linkflux.replay.score.Probes.LOST;
import static dev.linkflux.replay.score.Probes.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Tempo;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What decisions are worth: u0 is preferred, and in most tests dead from 100 to 130 s; u1 is good.
 */
class ScoresTest {
  private static final Settings TWO = Scenario.settings(2, 1);
  private static final Offset<Double> EXACT = within(1e-6);
  private static final double GOOD = 20;
  private static final double SLOW = 400;
  private static final double END = 600;

  private final Decided decided = new Decided(TWO);

  private static Probes well(int uplink) {
    return new Probes().ask(uplink, 0, END, GOOD);
  }

  private static Probes fails(Probes probes, int uplink, double from, double until, double how) {
    return probes
        .ask(uplink, 0, from, GOOD)
        .ask(uplink, from, until, how)
        .ask(uplink, until, END, GOOD);
  }

  private static Truth oneFails() {
    return fails(well(1), 0, 100, 130, LOST).truth(TWO, END);
  }

  private static Truth allIsWell() {
    return well(1).ask(0, 0, END, GOOD).truth(TWO, END);
  }

  @Test
  void badIsWhatABadOneCarriesUntilItIsLeft() {
    Score score = decided.carry(0, STARTED, 0).carry(110, BLACKOUT, 1).score(oneFails(), END);
    assertThat(score.seconds()).isEqualTo(600);
    assertThat(score.switches()).isEqualTo(1);
    assertThat(score.badSeconds()).isEqualTo(10, EXACT);
    assertThat(score.hopelessSeconds()).isZero();
    assertThat(score.needlessSwitches()).isZero();
    assertThat(score.detection()).isEqualTo(new Delays(1, 0, 10, 10, 10));
    assertThat(score.carried()).containsExactly(entry("u0", 110.0), entry("u1", 490.0));
  }

  @Test
  void whatIsNeverLeftIsMissed() {
    Score score = decided.carry(0, STARTED, 0).score(oneFails(), END);
    assertThat(score.badSeconds()).isEqualTo(30, EXACT);
    assertThat(score.detection().count()).isZero();
    assertThat(score.detection().missed()).isEqualTo(1);
    assertThat(score.detection().median()).isNaN();
  }

  @Test
  void whatIsOverWithinFiveSecondsIsNotMissedButBad() {
    Truth truth = fails(well(1), 0, 100, 104, LOST).truth(TWO, END);
    Score score = decided.carry(0, STARTED, 0).score(truth, END);
    assertThat(score.badSeconds()).isEqualTo(4, EXACT);
    assertThat(score.detection().missed()).isZero();
  }

  @Test
  void hopelessIsWhatABadOneCarriesWhileNoneIsBetter() {
    Probes both = fails(new Probes(), 0, 100, 130, LOST);
    Truth truth = fails(both, 1, 120, 150, LOST).truth(TWO, END);
    Score score = decided.carry(0, STARTED, 0).score(truth, END);
    assertThat(score.badSeconds()).isEqualTo(20, EXACT);
    assertThat(score.hopelessSeconds()).isEqualTo(10, EXACT);
  }

  @Test
  void slowIsBetterThanDeadButNotThanSlow() {
    Probes both = fails(new Probes(), 0, 100, 130, LOST);
    Truth truth = fails(both, 1, 50, 400, SLOW).truth(TWO, END);
    assertThat(new Decided(TWO).carry(0, STARTED, 0).score(truth, END).badSeconds())
        .isEqualTo(30, EXACT);
    Probes slow = fails(new Probes(), 0, 100, 130, SLOW);
    Truth alike = fails(slow, 1, 50, 400, SLOW).truth(TWO, END);
    assertThat(decided.carry(0, STARTED, 0).score(alike, END).hopelessSeconds())
        .isEqualTo(30, EXACT);
  }

  @Test
  void whenSeveralCarryEachCountsByItsShare() {
    Score score = decided.balance(0, 3, 1).score(oneFails(), END);
    assertThat(score.badSeconds()).isEqualTo(0.75 * 30, EXACT);
    assertThat(score.carried().get("u0")).isEqualTo(450, EXACT);
    assertThat(score.carried().get("u1")).isEqualTo(150, EXACT);
    assertThat(score.switches()).isZero();
  }

  @Test
  void otherSharesAreNoSwitch() {
    assertThat(decided.balance(0, 1, 1).balance(50, 3, 1).score(allIsWell(), END).switches())
        .isZero();
  }

  @Test
  void oneThatIsDisabledIsNotBetter() {
    Uplink first = TWO.uplinks().getFirst();
    Uplink off = new Uplink(Probes.uplink(1), "wan1", 2, List.of(), 1, true);
    Settings settings =
        new Settings(
            List.of(first, off),
            TWO.targets(),
            TWO.demands(),
            TWO.probing(),
            TWO.windowing(),
            TWO.rules(),
            TWO.routing());
    Score score = new Decided(settings).carry(0, STARTED, 0).score(oneFails(), END);
    assertThat(score.badSeconds()).isZero();
    assertThat(score.hopelessSeconds()).isEqualTo(30, EXACT);
  }

  @ParameterizedTest
  @EnumSource(names = {"OPERATOR", "MAINTENANCE"})
  void oneThatIsNotWantedIsNotBetter(Cause cause) {
    Score score =
        decided
            .carry(0, STARTED, 0)
            .carryAvoiding(110, 0, 1, cause)
            .carry(120, cause, 0)
            .score(oneFails(), END);
    assertThat(score.badSeconds()).isEqualTo(20, EXACT);
    assertThat(score.hopelessSeconds()).isEqualTo(10, EXACT);
  }

  @Test
  void whatIsLeftInTheMomentInWhichItFailsIsDetectedAtOnce() {
    Truth truth =
        well(1).carrier(0, 0, true).ask(0, 0, 100, GOOD).carrier(0, 100, false).truth(TWO, END);
    Score score = decided.carry(0, STARTED, 0).carry(100, CARRIER_LOST, 1).score(truth, END);
    assertThat(score.badSeconds()).isZero();
    assertThat(score.detection()).isEqualTo(new Delays(1, 0, 0, 0, 0));
  }

  @Test
  void movingToABadOneIsBadFromThenOn() {
    Score score =
        decided
            .carry(0, STARTED, 1)
            .carry(115, RECOVERED, 0)
            .carry(122, BLACKOUT, 1)
            .score(oneFails(), END);
    assertThat(score.badSeconds()).isEqualTo(7, EXACT);
    assertThat(score.detection()).isEqualTo(new Delays(1, 0, 7, 7, 7));
  }

  @Test
  void leavingAGoodOneIsNeedlessAndTheWayBackIsNotCountedOnceMore() {
    Score score =
        decided
            .carry(0, STARTED, 0)
            .carry(50, LOSS, 1)
            .carry(80, RECOVERED, 0)
            .score(allIsWell(), END);
    assertThat(score.switches()).isEqualTo(2);
    assertThat(score.needlessSwitches()).isEqualTo(1);
  }

  @Test
  void amongEqualsTheWayBackIsNotCountedEither() {
    Uplink equal = new Uplink(Probes.uplink(1), "wan1", 1, List.of(), 1, false);
    Settings equals =
        new Settings(
            List.of(TWO.uplinks().getFirst(), equal),
            TWO.targets(),
            TWO.demands(),
            TWO.probing(),
            TWO.windowing(),
            TWO.rules(),
            TWO.routing());
    Decided there = new Decided(equals).carry(0, STARTED, 0).carry(50, LOSS, 1);
    assertThat(there.carry(80, LOSS, 0).score(allIsWell(), END).needlessSwitches()).isEqualTo(1);
    assertThat(there.carry(90, LOSS, 1).score(allIsWell(), END).needlessSwitches()).isEqualTo(2);
  }

  @Test
  void goingBackToAPreferredOneIsNotNeedless() {
    Score score =
        decided
            .carry(0, STARTED, 0)
            .carry(102, BLACKOUT, 1)
            .carry(160, RECOVERED, 0)
            .score(oneFails(), END);
    assertThat(score.switches()).isEqualTo(2);
    assertThat(score.needlessSwitches()).isZero();
  }

  @Test
  void leavingOneThatHasJustFailedIsNotNeedlessButLaterItIs() {
    assertThat(
            new Decided(TWO)
                .carry(0, STARTED, 0)
                .carry(139, BLACKOUT, 1)
                .score(oneFails(), END)
                .needlessSwitches())
        .isZero();
    assertThat(
            decided
                .carry(0, STARTED, 0)
                .carry(141, BLACKOUT, 1)
                .score(oneFails(), END)
                .needlessSwitches())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"OPERATOR", "MAINTENANCE", "QUOTA", "BETTER"})
  void whatWasWantedIsNotNeedless(Cause cause) {
    assertThat(List.of(OPERATOR, MAINTENANCE, QUOTA, BETTER)).contains(cause);
    Score score = decided.carry(0, STARTED, 0).carry(50, cause, 1).score(allIsWell(), END);
    assertThat(score.needlessSwitches()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"OPERATOR", "MAINTENANCE", "QUOTA", "BETTER"})
  void whatIsDoneForAnyOtherCauseMayBe(Cause cause) {
    Score score = decided.carry(0, STARTED, 0).carry(50, cause, 1).score(allIsWell(), END);
    assertThat(score.needlessSwitches()).isEqualTo(1);
  }

  @Test
  void recoveryIsFromTheEndOfTheTroubleUntilItMayCarry() {
    Score score =
        decided
            .move(1, 0, UNKNOWN, UP)
            .move(102, 0, UP, DOWN)
            .move(131, 0, DOWN, RECOVERING)
            .move(151, 0, RECOVERING, UP)
            .score(oneFails(), END);
    assertThat(score.recovery()).isEqualTo(new Delays(1, 0, 21, 21, 21));
    assertThat(score.flaps()).isZero();
    assertThat(score.inState().get("u0"))
        .containsEntry(UNKNOWN, 1.0)
        .containsEntry(DOWN, 29.0)
        .containsEntry(RECOVERING, 20.0)
        .containsEntry(UP, 101.0 + 449.0);
    assertThat(score.inState().get("u1")).containsExactly(entry(UNKNOWN, 600.0));
  }

  @Test
  void whoIsNotLetBackInAMinuteIsMissed() {
    Truth truth = oneFails();
    Decided never = decided.move(1, 0, UNKNOWN, UP).move(102, 0, UP, DEGRADED);
    assertThat(never.score(truth, END).recovery().missed()).isEqualTo(1);
    Probes again = fails(well(1), 0, 100, 130, LOST).ask(0, 0, 175.5, 185, 0.5, LOST);
    assertThat(never.score(again.truth(TWO, 180), 180).recovery().missed()).isZero();
  }

  @Test
  void whoNeverFellNeedNotBeLetBack() {
    Score score = decided.move(1, 0, UNKNOWN, UP).score(oneFails(), END);
    assertThat(score.recovery().count()).isZero();
    assertThat(score.recovery().missed()).isZero();
  }

  @Test
  void aFallSoonAfterAReturnIsAFlap() {
    Decided falls =
        decided
            .move(1, 0, UNKNOWN, UP)
            .move(10, 0, UP, DOWN)
            .move(20, 0, DOWN, RECOVERING)
            .move(40, 0, RECOVERING, UP);
    falls.move(339, 0, UP, DEGRADED);
    assertThat(falls.score(allIsWell(), END).flaps()).isEqualTo(1);
    falls.move(350, 0, DEGRADED, RECOVERING).move(360, 0, RECOVERING, UP).move(700, 0, UP, DOWN);
    assertThat(falls.score(allIsWell(), 800).flaps()).isEqualTo(1);
  }

  /** An echo of 16 bytes costs 2 × (20 + 8 + 16) bytes; a pause is 7/8 of the interval. */
  @Test
  void probesCostWhatItsOwnPacesAsk() {
    Score steady = new Decided(TWO).score(allIsWell(), 350);
    assertThat(steady.probeBytes()).isEqualTo(2 * 400 * 88);
    Score fast = decided.pace(70, 0, Tempo.FAST).pace(77, 0, Tempo.STEADY).score(allIsWell(), 350);
    assertThat(fast.probeBytes()).isEqualTo((2 * 400 + 80 - 8) * 88);
    Score rest = new Decided(TWO).pace(0, 1, Tempo.REST).score(allIsWell(), 350);
    assertThat(rest.probeBytes()).isEqualTo((400 + 40) * 88);
  }

  @Test
  void theProbesOfAMeteredUplinkCostNoMoreThanItsBudget() {
    long budget = 10_000_000;
    Uplink metered = new Uplink(Probes.uplink(0), "wan0", 1, List.of(), 1, false, budget, 0);
    Settings settings =
        new Settings(
            List.of(metered),
            TWO.targets(),
            TWO.demands(),
            TWO.probing(),
            TWO.windowing(),
            TWO.rules(),
            TWO.routing());
    double month = 31 * 86_400;
    Truth nothing = new Probes().truth(settings, month);
    Score score = new Decided(settings).score(nothing, month);
    assertThat(score.probeBytes()).isBetween(budget * 7 / 10, budget);
    assertThat(new Decided(settings).score(nothing, 350).probeBytes()).isEqualTo(400 * 88);
  }

  @Test
  void aSpanIsScoredByItself() {
    Truth truth = oneFails();
    Course course = decided.carry(0, STARTED, 0).carry(110, BLACKOUT, 1).course(END);
    Score first = Scores.of(truth, course, TWO, at(0), at(105));
    Score second = Scores.of(truth, course, TWO, at(105), at(600));
    assertThat(first.badSeconds()).isEqualTo(5, EXACT);
    assertThat(second.badSeconds()).isEqualTo(5, EXACT);
    assertThat(first.switches()).isZero();
    assertThat(second.switches()).isEqualTo(1);
    assertThat(Scores.of(truth, course, TWO, at(300), at(300)).seconds()).isZero();
  }

  @Test
  void writtenItHasTheNamesOfTheContract() {
    Score score = decided.carry(0, STARTED, 0).carry(110, BLACKOUT, 1).score(oneFails(), END);
    assertThat(ScoreJson.of(score).toString())
        .isEqualTo(
            "{\"seconds\":600.0,\"switches\":1,\"flaps\":0,\"bad_s\":10.0,\"hopeless_s\":0.0,"
                + "\"needless_switches\":0,"
                + "\"detection_s\":{\"count\":1,\"missed\":0,\"p50\":10.0,\"p95\":10.0,\"max\":10.0},"
                + "\"recovery_s\":{\"count\":0,\"missed\":0,\"p50\":null,\"p95\":null,\"max\":null},"
                + "\"probe_bytes\":120686,\"carried_s\":{\"u0\":110.0,\"u1\":490.0}}");
    assertThat(ScoreJson.of(oneFails()).toString())
        .isEqualTo(
            "{\"u0\":{\"good_s\":570.0,\"breaching_s\":0.0,\"dead_s\":30.0,\"unknown_s\":0.0,"
                + "\"bad_spells\":1},"
                + "\"u1\":{\"good_s\":600.0,\"breaching_s\":0.0,\"dead_s\":0.0,\"unknown_s\":0.0,"
                + "\"bad_spells\":0}}");
  }
}
