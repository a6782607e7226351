package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.Outcome;
import dev.linkflux.time.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose the silence is when several uplinks and targets are looked at together. */
class BlameTest {
  private static final int TARGETS = 3;

  private Monitors monitors = up(3);
  private final List<Event> said = new ArrayList<>();
  private Blame blame = new Blame(monitors.all, monitors.targets());

  private static Monitors up(int uplinks) {
    Monitors monitors = Monitors.of(TARGETS, new int[uplinks]);
    for (int i = 0; i < uplinks; i++) {
      monitors.set(i, new State.Up(Cause.STARTED));
    }
    return monitors;
  }

  private void begin(Monitors with) {
    monitors = with;
    blame = new Blame(monitors.all, monitors.targets());
  }

  private void allAnswer() {
    monitors.nextRound();
    for (int i = 0; i < monitors.all.size(); i++) {
      monitors.answerAll(i);
    }
  }

  private void silence(int uplink) {
    for (int i = 0; i < 4; i++) {
      monitors.nextRound();
      monitors.missAll(uplink);
    }
  }

  /** Targets 1 and 2 fall silent through an uplink, while target 0 answers. */
  private void twoSilent(int... uplinks) {
    for (int i = 0; i < 4; i++) {
      monitors.nextRound();
      for (int uplink : uplinks) {
        monitors.answer(uplink, 0);
        monitors.miss(uplink, 1);
        monitors.miss(uplink, 2);
      }
    }
  }

  private void consider(int uplink, int target) {
    blame.consider(monitors.get(uplink), target, monitors.now(), said::add);
  }

  private boolean isBad(int uplink, int target) {
    return monitors.get(uplink).evidence.detector.target(target).bad;
  }

  @Test
  void aTargetThatIsSilentThroughEveryUplinkThatAnswersIsBadEverywhere() {
    allAnswer();
    twoSilent(0, 1, 2);
    consider(0, 1);
    for (int uplink = 0; uplink < 3; uplink++) {
      assertThat(isBad(uplink, 0)).isFalse();
      assertThat(isBad(uplink, 1)).isTrue();
      assertThat(isBad(uplink, 2)).as("not considered yet").isFalse();
    }
  }

  @Test
  void aTargetThatOneOtherUplinkReachesIsNotBad() {
    allAnswer();
    twoSilent(0, 1);
    consider(0, 1);
    assertThat(isBad(0, 1)).isFalse();
  }

  @Test
  void anUplinkOnWhichNothingAnswersIsNoWitness() {
    allAnswer();
    silence(2);
    twoSilent(0, 1);
    consider(0, 1);
    assertThat(isBad(0, 1)).isTrue();
    assertThat(isBad(2, 1)).as("it was silent there too").isTrue();
  }

  @Test
  void oneWitnessIsNotEnoughAgainstATargetThatHasAnsweredOnce() {
    begin(up(1));
    allAnswer();
    twoSilent(0);
    consider(0, 1);
    assertThat(isBad(0, 1)).isFalse();
  }

  @Test
  void oneWitnessIsEnoughAgainstATargetThatNeverAnsweredAnybody() {
    begin(up(1));
    monitors.nextRound();
    monitors.answer(0, 0);
    twoSilent(0);
    consider(0, 1);
    assertThat(isBad(0, 1)).isTrue();
    assertThat(isBad(0, 2)).isFalse();
  }

  @Test
  void aTargetIsNotBlamedForAFewLostProbes() {
    monitors.nextRound();
    monitors.answer(0, 0);
    monitors.miss(0, 1);
    consider(0, 1);
    assertThat(isBad(0, 1)).isFalse();
  }

  @Test
  void aSilenceIsHeldUntilAnotherUplinkHasAnsweredAProbeOfAfterItsBeginning() {
    allAnswer();
    silence(0);
    assertThat(blame.holds(monitors.get(0))).isTrue();
    assertThat(blame.isHolding()).isTrue();
    monitors.nextRound();
    monitors.answer(1, 2);
    assertThat(blame.holds(monitors.get(0))).isFalse();
  }

  @Test
  void aProbeOfTheVeryMomentAtWhichTheSilenceBeganProvesNothing() {
    allAnswer();
    monitors.nextRound();
    monitors.answer(1, 0);
    monitors.missAll(0);
    silence(0);
    assertThat(blame.holds(monitors.get(0))).isTrue();
  }

  @Test
  void theSilenceOfTheOnlyUplinkIsItsOwn() {
    begin(up(1));
    allAnswer();
    silence(0);
    assertThat(blame.holds(monitors.get(0))).isFalse();
    assertThat(blame.isHolding()).isFalse();
  }

  @Test
  void uplinksThatAreDownOrCutOrDisabledAreNotWaitedFor() {
    monitors.set(1, new State.Down(Cause.BLACKOUT));
    monitors
        .get(2)
        .evidence
        .take(
            Monitors.withoutCarrier(
                Monitors.facts(monitors.now(), Monitors.id(2), "192.0.2.2", "192.0.2.1")));
    silence(0);
    assertThat(blame.holds(monitors.get(0))).isFalse();
    begin(Monitors.of(TARGETS, 1, -2));
    silence(0);
    assertThat(blame.holds(monitors.get(0))).isFalse();
  }

  @Test
  void isolationBeginsWhenEveryUplinkThatMightAnswerIsSilentAndEndsWithTheFirstAnswer() {
    monitors.set(2, new State.Down(Cause.BLACKOUT));
    allAnswer();
    silence(0);
    blame.holds(monitors.get(0));
    assertThat(blame.isolation(monitors.now())).as("one of two").isNull();
    silence(1);
    blame.holds(monitors.get(1));
    Isolated begun = Objects.requireNonNull(blame.isolation(monitors.now()));
    assertThat(begun.begun()).isTrue();
    assertThat(blame.isolation(monitors.now())).as("said once").isNull();
    monitors.nextRound();
    monitors.answer(0, 0);
    Isolated ended = Objects.requireNonNull(blame.isolation(monitors.now()));
    assertThat(ended.begun()).isFalse();
  }

  @Test
  void whenIsolationEndsTheSilenceSoFarIsForgotten() {
    for (int uplink = 0; uplink < 3; uplink++) {
      silence(uplink);
      blame.holds(monitors.get(uplink));
    }
    assertThat(blame.isolation(monitors.now())).isNotNull();
    monitors.nextRound();
    monitors.answer(0, 0);
    blame.isolation(monitors.now());
    assertThat(monitors.all).noneMatch(Monitor::isSilent);
    assertThat(monitors.get(1).evidence.detector.unanswered()).isZero();
  }

  @Test
  void withoutSilenceThereIsNoIsolation() {
    assertThat(blame.isolation(monitors.now())).isNull();
  }

  /** A target falls silent through an uplink while the others answer. */
  private void oneSilent(int target, int uplink, int rounds) {
    for (int i = 0; i < rounds; i++) {
      monitors.nextRound();
      for (int other = 0; other < monitors.targets().size(); other++) {
        if (other == target) {
          monitors.miss(uplink, target);
          consider(uplink, target);
        } else {
          monitors.answer(uplink, other);
        }
      }
      assertThat(monitors.get(uplink).isSilent()).as("round " + i).isFalse();
    }
  }

  private List<String> sentences() {
    return said.stream().map(event -> ((Blamed) event).sentence()).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void aTargetThatIsSilentWhileAllOthersAnswerIsBlamedAndNeverConvictsTheUplink(int targets) {
    begin(Monitors.of(targets, 1));
    allAnswer();
    oneSilent(targets - 1, 0, 200);
    assertThat(isBad(0, targets - 1)).isTrue();
    assertThat(monitors.get(0).evidence.detector.counted()).isEqualTo(targets - 1);
    assertThat(monitors.get(0).evidence.detector.isCalm()).isTrue();
    assertThat(sentences())
        .containsExactly(
            "t"
                + (targets - 1)
                + " is silent through a while the others answer: it is left out of the evidence");
  }

  @Test
  void ofTwoThatAreSilentWhileOneAnswersNeitherIsALoner() {
    begin(up(1));
    allAnswer();
    twoSilent(0);
    consider(0, 1);
    consider(0, 2);
    assertThat(said).isEmpty();
  }

  @Test
  void theOthersMustHaveAnsweredAProbeOfAfterTheSilenceBegan() {
    allAnswer();
    for (int i = 0; i < 9; i++) {
      monitors.miss(0, 0); // at the very moment of the answered ones
    }
    consider(0, 0);
    assertThat(isBad(0, 0)).isFalse();
    monitors.nextRound();
    monitors.answer(0, 1);
    monitors.answer(0, 2);
    consider(0, 0);
    assertThat(isBad(0, 0)).isTrue();
  }

  @Test
  void aBadTargetIsTakenBackWhenItAnswersAndBothIsTold() {
    allAnswer();
    oneSilent(1, 0, 9);
    monitors.nextRound();
    blame.answered(monitors.get(0), monitors.reply(0, 1), said::add);
    assertThat(isBad(0, 1)).isFalse();
    assertThat(said)
        .extracting(event -> ((Blamed) event).bad())
        .as(said.toString())
        .containsExactly(true, false);
    assertThat(sentences().getLast()).isEqualTo("t1 answers again through a: it is evidence again");
    assertThat(monitors.get(0).evidence.detector.counted()).isEqualTo(3);
    assertThat(monitors.get(0).evidence.detector.score()).isZero();
    blame.answered(monitors.get(0), monitors.reply(0, 1), said::add);
    assertThat(said).as("told once").hasSize(2);
  }

  @Test
  void aReplyAfterTheTimeOutDoesNotTakeATargetBack() {
    allAnswer();
    oneSilent(1, 0, 9);
    Outcome.Replied reply = monitors.reply(0, 1);
    blame.answered(
        monitors.get(0),
        new Outcome.Replied(
            reply.at(), reply.id(), reply.sentAt(), reply.rtt(), Outcome.Promptness.LATE),
        said::add);
    assertThat(isBad(0, 1)).isTrue();
  }

  @Test
  void aTargetThatIsSilentEverywhereIsToldOfEachUplink() {
    allAnswer();
    twoSilent(0, 1, 2);
    consider(0, 1);
    assertThat(sentences())
        .containsExactly(everywhere("t1", "a"), everywhere("t1", "b"), everywhere("t1", "c"));
    consider(1, 1);
    assertThat(said).as("told once").hasSize(3);
  }

  private static String everywhere(String target, String uplink) {
    return target
        + " is silent through "
        + uplink
        + " and through every other uplink that answers: it is left out of the evidence";
  }

  @Test
  void theOnlyTargetOfOneUplinkIsNeverBlamed() {
    begin(Monitors.of(1, 1).set(0, new State.Up(Cause.STARTED)));
    silence(0);
    silence(0);
    consider(0, 0);
    assertThat(isBad(0, 0)).isFalse();
    assertThat(monitors.get(0).isSilent()).isTrue();
    assertThat(blame.holds(monitors.get(0))).isFalse();
  }

  @Test
  void theOnlyTargetOfSeveralUplinksIsNeverBlamedItsSilenceEverywhereIsIsolation() {
    begin(
        Monitors.of(1, 1, 2)
            .set(0, new State.Up(Cause.STARTED))
            .set(1, new State.Up(Cause.STARTED)));
    silence(0);
    silence(1);
    silence(0);
    silence(1);
    consider(0, 0);
    assertThat(isBad(0, 0)).isFalse();
    assertThat(blame.holds(monitors.get(0))).isTrue();
    assertThat(Objects.requireNonNull(blame.isolation(monitors.now())).begun()).isTrue();
  }

  private static Monitors required(int uplinks) {
    Monitors monitors = Monitors.of(new boolean[] {false, false, true}, new int[uplinks]);
    for (int i = 0; i < uplinks; i++) {
      monitors.set(i, new State.Up(Cause.STARTED));
    }
    return monitors;
  }

  /** Only the required target, the third, falls silent through some uplinks. */
  private void requiredSilent(int rounds, int... uplinks) {
    for (int i = 0; i < rounds; i++) {
      monitors.nextRound();
      for (int uplink : uplinks) {
        monitors.answer(uplink, 0);
        monitors.answer(uplink, 1);
        monitors.miss(uplink, 2);
        consider(uplink, 2);
      }
    }
  }

  @Test
  void theSilenceOfARequiredTargetDecidesAloneFromTheThresholdOfOneOn() {
    begin(required(1));
    allAnswer();
    requiredSilent(4, 0); // 12.0 of 14.8 nats
    assertThat(monitors.get(0).isSilent()).isFalse();
    requiredSilent(1, 0);
    assertThat(monitors.get(0).isSilent()).isTrue();
    assertThat(monitors.get(0).evidence.detector.isSilent()).isFalse();
    assertThat(isBad(0, 2)).as("nobody else says that it is to blame").isFalse();
    assertThat(blame.holds(monitors.get(0))).isFalse();
  }

  @Test
  void itIsHeldUntilAnotherUplinkHasReachedTheRequiredTargetSince() {
    begin(required(2));
    allAnswer();
    requiredSilent(5, 0);
    monitors.answer(1, 0);
    assertThat(blame.holds(monitors.get(0))).as("others answer there, but not it").isTrue();
    monitors.answer(1, 2);
    assertThat(blame.holds(monitors.get(0))).isFalse();
    assertThat(said).isEmpty();
  }

  @Test
  void aRequiredTargetThatIsSilentThroughEveryUplinkThatAnswersIsBad() {
    begin(required(2));
    allAnswer();
    requiredSilent(5, 0, 1);
    assertThat(isBad(0, 2)).isTrue();
    assertThat(isBad(1, 2)).isTrue();
    assertThat(monitors.get(0).isSilent()).isFalse();
    assertThat(monitors.get(1).isSilent()).isFalse();
  }

  @Test
  void anUplinkThatIsDownIsNoWitnessForOrAgainstARequiredTarget() {
    begin(required(2).set(1, new State.Down(Cause.BLACKOUT)));
    allAnswer();
    requiredSilent(5, 0);
    assertThat(blame.holds(monitors.get(0))).isFalse();
  }
}
