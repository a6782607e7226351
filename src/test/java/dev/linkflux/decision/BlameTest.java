package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

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
}
