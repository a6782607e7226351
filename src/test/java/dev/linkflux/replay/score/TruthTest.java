package dev.linkflux.replay.score;

import static dev.linkflux.replay.score.Probes.LOST;
import static dev.linkflux.replay.score.Probes.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.probe.Observation;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Target;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an uplink was, on traces on which everybody can see it. Times in seconds. */
class TruthTest {
  private static final Settings ONE = Scenario.settings(1, 1);
  private static final Settings THREE = Scenario.settings(1, 3);
  private static final double GOOD = 20;

  private final Probes probes = new Probes();

  private List<String> spells(Settings reference, double end) {
    return spells(probes.truth(reference, end), "u0");
  }

  private static List<String> spells(Truth truth, String uplink) {
    DecimalFormat seconds = new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return truth.spells(uplink).stream()
        .map(
            spell ->
                spell.condition()
                    + " "
                    + seconds.format(spell.from().nanos() / 1e9)
                    + "-"
                    + seconds.format(spell.until().nanos() / 1e9))
        .toList();
  }

  private static Settings demanding(Demand... demands) {
    return new Settings(
        ONE.uplinks(),
        ONE.targets(),
        List.of(demands),
        ONE.probing(),
        ONE.windowing(),
        ONE.rules(),
        ONE.routing());
  }

  @Test
  void nothingIsKnownBeforeTheFirstProbe() {
    probes.ask(0, 5, 60, GOOD);
    assertThat(spells(ONE, 60)).containsExactly("UNKNOWN 0-5", "GOOD 5-60");
  }

  @Test
  void ofWhatWasNeverAskedNothingIsKnown() {
    assertThat(spells(ONE, 60)).containsExactly("UNKNOWN 0-60");
  }

  @Test
  void anEmptyTraceHasNoSpells() {
    assertThat(spells(ONE, 0)).isEmpty();
  }

  @Test
  void silenceIsFromItsFirstProbeToTheFirstThatIsAnswered() {
    probes.ask(0, 0, 10, GOOD).ask(0, 10, 20, LOST).ask(0, 20, 60, GOOD);
    assertThat(spells(ONE, 60)).containsExactly("GOOD 0-10", "DEAD 10-20", "GOOD 20-60");
    assertThat(probes.truth(ONE, 60).spells("u0").get(1).why())
        .isEqualTo("no answer in time to 10 probes");
  }

  @Test
  void twoLostProbesInARowAreNothing() {
    probes.ask(0, 0, 10, GOOD).ask(0, 10, 12, LOST).ask(0, 12, 60, GOOD);
    assertThat(spells(ONE, 60)).containsExactly("GOOD 0-60");
  }

  @Test
  void aRunThatIsOverInLessThanHalfASecondIsNothing() {
    probes.ask(0, 0, 0, 10, 0.1, GOOD).ask(0, 0, 10, 10.4, 0.1, LOST);
    probes.ask(0, 0, 10.4, 30, 0.1, GOOD);
    assertThat(spells(ONE, 30)).containsExactly("GOOD 0-30");
  }

  @Test
  void whatTheNetworkRefusesIsLost() {
    probes.ask(0, 0, 10, GOOD).ask(0, 14, 60, GOOD);
    probes.bounced(0, 10).bounced(0, 11).bounced(0, 12).bounced(0, 13);
    assertThat(spells(ONE, 60)).containsExactly("GOOD 0-10", "DEAD 10-14", "GOOD 14-60");
  }

  @Test
  void answersBehindTheTimeOutAreAsLost() {
    probes.ask(0, 0, 10, GOOD).ask(0, 10, 20, 3000).ask(0, 20, 60, GOOD);
    assertThat(spells(ONE, 60)).containsExactly("GOOD 0-10", "DEAD 10-20", "GOOD 20-60");
  }

  @Test
  void silenceUntilTheEndLastsUntilTheEnd() {
    probes.ask(0, 0, 10, GOOD).ask(0, 10, 20, LOST);
    assertThat(spells(ONE, 20)).containsExactly("GOOD 0-10", "DEAD 10-20");
  }

  @Test
  void whatIsStillWaitedForAtTheEndSaysNothing() {
    probes.ask(0, 0, 10, GOOD).ask(0, 0, 10, 11, 0.25, LOST);
    assertThat(spells(ONE, 10.9)).containsExactly("GOOD 0-10.9");
  }

  @Test
  void anUplinkThatNeverAnswersIsDeadFromItsFirstProbe() {
    probes.ask(0, 5, 60, LOST);
    assertThat(spells(ONE, 60)).containsExactly("UNKNOWN 0-5", "DEAD 5-60");
  }

  @Test
  void aTargetThatIsSilentAloneIsItsOwnFault() {
    probes.ask(0, 0, 0, 60, 1, GOOD).ask(0, 1, 0.3, 60, 1, GOOD);
    probes.ask(0, 2, 0.6, 10, 1, GOOD).ask(0, 2, 10.6, 50, 1, LOST).ask(0, 2, 50.6, 60, 1, GOOD);
    assertThat(spells(THREE, 60)).containsExactly("GOOD 0-60");
  }

  @Test
  void aRequiredTargetThatIsSilentAloneIsTheUplinksFault() {
    List<Target> targets = new ArrayList<>(THREE.targets());
    targets.set(2, new Target(targets.get(2).id(), targets.get(2).question(), true));
    Settings required =
        new Settings(
            THREE.uplinks(),
            targets,
            THREE.demands(),
            THREE.probing(),
            THREE.windowing(),
            THREE.rules(),
            THREE.routing());
    probes.ask(0, 0, 0, 60, 1, GOOD).ask(0, 1, 0.3, 60, 1, GOOD);
    probes.ask(0, 2, 0.6, 10, 1, GOOD).ask(0, 2, 10.6, 50, 1, LOST).ask(0, 2, 50.6, 60, 1, GOOD);
    assertThat(spells(required, 60))
        .containsExactly("GOOD 0-10.6", "BREACHING 10.6-50", "GOOD 50-60");
  }

  @Test
  void aTargetThatNeverAnswersIsLeftOut() {
    probes.ask(0, 0, 0, 10, 1, GOOD).ask(0, 0, 10, 20, 1, LOST).ask(0, 0, 20, 60, 1, GOOD);
    probes.ask(0, 1, 0.5, 60, 1, LOST);
    assertThat(spells(THREE, 60)).containsExactly("GOOD 0-10", "DEAD 10-20", "GOOD 20-60");
  }

  @Test
  void aRunOfAllTargetsTakesTwoOfEach() {
    for (int target = 0; target < 3; target++) {
      double offset = 0.3 * target;
      probes.ask(0, target, offset, 10, 1, GOOD).ask(0, target, 10 + offset, 11, 1, LOST);
      probes.ask(0, target, 11 + offset, 20, 1, GOOD).ask(0, target, 20 + offset, 22, 1, LOST);
      probes.ask(0, target, 22 + offset, 60, 1, GOOD);
    }
    assertThat(spells(THREE, 60)).containsExactly("GOOD 0-20", "DEAD 20-22", "GOOD 22-60");
    assertThat(probes.truth(THREE, 60).spells("u0").get(1).why())
        .isEqualTo("no answer in time to 6 probes of 3 targets");
  }

  @Test
  void lossIsFromItsFirstLostProbeToWhereItsLastIsOver() {
    probes.ask(0, 0, 30, GOOD);
    for (int i = 30; i < 90; i++) {
      probes.one(0, 0, i, i % 3 == 0 ? LOST : GOOD);
    }
    probes.ask(0, 90, 300, GOOD);
    assertThat(spells(ONE, 300)).containsExactly("GOOD 0-30", "BREACHING 30-88", "GOOD 88-300");
    assertThat(probes.truth(ONE, 300).spells("u0").get(1).why())
        .isEqualTo("34 % of 58 probes lost");
  }

  @Test
  void oneLostProbeInFiftyIsNothing() {
    for (int i = 0; i < 1000; i++) {
      probes.one(0, 0, i, i % 50 == 7 ? LOST : GOOD);
    }
    assertThat(spells(ONE, 1000)).containsExactly("GOOD 0-1000");
  }

  @Test
  void aLossThatIsLessThanFailButMoreThanRecoverGoesOnButDoesNotBegin() {
    Settings settings = demanding(new Demand(Metric.LOSS, 0.30, 0.05));
    for (int i = 0; i < 600; i++) {
      boolean heavy = i >= 200 && i < 220;
      probes.one(0, 0, i, i % (heavy ? 2 : 10) == 0 && i < 400 ? LOST : GOOD);
    }
    assertThat(spells(settings, 600))
        .containsExactly("GOOD 0-200", "BREACHING 200-391", "GOOD 391-600");
  }

  @Test
  void slownessIsFromItsFirstAnswerToItsLast() {
    probes.ask(0, 0, 30, GOOD).ask(0, 30, 60, 400).ask(0, 60, 90, GOOD);
    assertThat(spells(ONE, 90)).containsExactly("GOOD 0-30", "BREACHING 30-60", "GOOD 60-90");
    assertThat(probes.truth(ONE, 90).spells("u0").get(1).why())
        .isEqualTo("rtt 400 ms on average (limit 300)");
  }

  @Test
  void slownessGoesOnUntilItIsBelowTheOtherLimit() {
    probes.ask(0, 0, 30, GOOD).ask(0, 30, 40, 400).ask(0, 40, 60, 250).ask(0, 60, 90, GOOD);
    assertThat(spells(ONE, 90)).containsExactly("GOOD 0-30", "BREACHING 30-60", "GOOD 60-90");
  }

  @ParameterizedTest
  @CsvSource({"0.1, 1.5", "1, 2"})
  void whatIsSlowForLessThanTwoSecondsIsNothing(double every, double lasting) {
    probes.ask(0, 0, 0, 30, every, GOOD).ask(0, 0, 30, 30 + lasting, every, 400);
    probes.ask(0, 0, 30 + lasting, 90, every, GOOD);
    assertThat(spells(ONE, 90)).containsExactly("GOOD 0-90");
  }

  @Test
  void jitterIsADifferenceOfMostAnswersAndNotOfAFew() {
    probes.ask(0, 0, 30, GOOD).one(0, 0, 30, 900).ask(0, 31, 36, GOOD);
    probes.one(0, 0, 36, 900).ask(0, 37, 60, GOOD);
    for (int i = 60; i < 80; i++) {
      probes.one(0, 0, i, i % 2 == 0 ? 220 : GOOD);
    }
    probes.ask(0, 80, 120, GOOD);
    assertThat(spells(ONE, 120)).containsExactly("GOOD 0-60", "BREACHING 60-80", "GOOD 80-120");
  }

  @Test
  void variationIsOfTheTwentiethOverTheLeastOfLately() {
    Settings settings = demanding(new Demand(Metric.PDV, 50e6, 50e6));
    for (int i = 0; i < 300; i++) {
      probes.one(0, 0, i, i >= 100 && i < 200 && i % 8 == 0 ? 100 : GOOD);
    }
    assertThat(spells(settings, 300))
        .containsExactly("GOOD 0-104", "BREACHING 104-193", "GOOD 193-300");
  }

  @Test
  void aRiseIsOverTheLeastOfHours() {
    Settings settings = demanding(new Demand(Metric.RISE, 50e6, 30e6));
    probes.ask(0, 0, 300, GOOD).ask(0, 300, 600, 90).ask(0, 600, 700, 40);
    assertThat(spells(settings, 700))
        .containsExactly("GOOD 0-300", "BREACHING 300-600", "GOOD 600-700");
  }

  @Test
  void whereNothingWasAskedNothingIsKnown() {
    probes.ask(0, 0, 30, GOOD).ask(0, 330, 360, GOOD);
    assertThat(spells(ONE, 360)).containsExactly("GOOD 0-29", "UNKNOWN 29-330", "GOOD 330-360");
  }

  @Test
  void silenceDoesNotReachIntoWhatIsNotKnown() {
    probes.ask(0, 0, 30, GOOD).ask(0, 30, 41, LOST).ask(0, 330, 360, GOOD);
    assertThat(spells(ONE, 360))
        .containsExactly("GOOD 0-30", "DEAD 30-40", "UNKNOWN 40-330", "GOOD 330-360");
  }

  @Test
  void whatIsAlwaysAskedSeldomIsKnownAllTheSame() {
    probes.ask(0, 0, 0, 6000, 60, GOOD);
    List<Spell> spells = probes.truth(ONE, 6000).spells("u0");
    assertThat(spells.getLast().condition()).isEqualTo(Condition.GOOD);
    assertThat(spells.getLast().seconds()).isGreaterThan(5000);
  }

  @Test
  void withoutCarrierItIsDead() {
    probes.carrier(0, 0, true).ask(0, 0, 30, GOOD).carrier(0, 30.2, false);
    probes.carrier(0, 900, true).ask(0, 900, 930, GOOD);
    assertThat(spells(ONE, 930)).containsExactly("GOOD 0-30.2", "DEAD 30.2-900", "GOOD 900-930");
    assertThat(probes.truth(ONE, 930).spells("u0").get(1).why()).isEqualTo("no carrier");
  }

  @Test
  void withoutAWayItIsDeadAndWhatThisMachineCouldNotSendSaysNothing() {
    probes.ask(0, 0, 30, GOOD).ask(0, 60, 90, GOOD);
    for (int i = 30; i < 45; i++) {
      probes.withheld(0, i, Observation.Withheld.NO_GATEWAY).withheld(0, i + 15, "ENOBUFS");
    }
    assertThat(spells(ONE, 90)).containsExactly("GOOD 0-30", "DEAD 30-60", "GOOD 60-90");
    Probes own = new Probes().ask(0, 0, 30, GOOD).ask(0, 40, 90, GOOD);
    for (int i = 30; i < 40; i++) {
      own.withheld(0, i, "ENOBUFS");
    }
    assertThat(spells(own.truth(ONE, 90), "u0")).containsExactly("GOOD 0-90");
  }

  @Test
  void ownStandstillIsNoEvidence() {
    probes.ask(0, 0, 30, GOOD).ask(0, 0, 30, 30.8, 0.1, LOST);
    probes.event(new Stalled(at(30.8), at(38))).ask(0, 38, 60, GOOD);
    assertThat(spells(ONE, 60)).containsExactly("GOOD 0-60");
  }

  @Test
  void goodForAMomentIsPartOfTheTrouble() {
    probes.ask(0, 0, 30, GOOD).ask(0, 30, 40, LOST).one(0, 0, 40, GOOD).ask(0, 41, 50, LOST);
    probes.ask(0, 50, 90, GOOD);
    assertThat(spells(ONE, 90))
        .containsExactly("GOOD 0-30", "DEAD 30-40", "BREACHING 40-41", "DEAD 41-50", "GOOD 50-90");
  }

  @Test
  void uplinksThatTheReferenceDoesNotHaveAreLookedAtAsWell() {
    probes.ask(0, 0, 60, GOOD).ask(1, 0, 20, GOOD).ask(1, 20, 60, LOST);
    Truth truth = probes.truth(ONE, 60);
    assertThat(truth.uplinks()).containsExactly("u0", "u1");
    assertThat(spells(truth, "u0")).containsExactly("GOOD 0-60");
    assertThat(spells(truth, "u1")).containsExactly("GOOD 0-20", "DEAD 20-60");
    assertThat(truth.spells("nobody")).isEmpty();
  }

  @Test
  void anUplinkIsItselfWhereverItStands() {
    probes.ask(2, 0, 20, GOOD).ask(2, 20, 60, LOST).ask(1, 10, 60, GOOD);
    Truth truth = probes.truth(ONE, 60);
    assertThat(truth.uplinks()).containsExactly("u0", "u2", "u1");
    assertThat(spells(truth, "u2")).containsExactly("GOOD 0-20", "DEAD 20-60");
    assertThat(spells(truth, "u1")).containsExactly("UNKNOWN 0-10", "GOOD 10-60");
  }
}
