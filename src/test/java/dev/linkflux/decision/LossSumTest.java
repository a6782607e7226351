package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.uplink.LossRatio;
import org.junit.jupiter.api.Test;

/** A loss is worth 1 nat here and an answer -1/4, so that all can be worked out by hand. */
class LossSumTest {
  private static final double ANY = 100;

  private final LossSum sum = new LossSum(new LossOdds(1, -0.25), 2);

  private void is(double nats, int lost, int sent, long since) {
    assertThat(sum.value()).isCloseTo(nats, within(1e-12));
    assertThat(sum.loss()).isEqualTo(new LossRatio(lost, sent));
    assertThat(sum.since()).isEqualTo(since);
  }

  private void isNothing() {
    is(0, 0, 0, Long.MAX_VALUE);
  }

  @Test
  void beginsWithALoss() {
    sum.answered(0);
    isNothing();
    sum.lost(0, 70, true, ANY);
    is(1, 1, 1, 70);
    sum.answered(1);
    is(0.75, 1, 2, 70);
  }

  @Test
  void doesNotBeginWithPartOfALossBefore() {
    sum.lost(0, 70, false, ANY);
    isNothing();
  }

  @Test
  void beginsAnewAtZero() {
    sum.lost(0, 70, true, ANY);
    for (int i = 0; i < 3; i++) {
      sum.answered(0);
    }
    is(0.25, 1, 4, 70);
    sum.answered(1);
    isNothing();
    sum.lost(1, 90, true, ANY);
    is(1, 1, 1, 90);
  }

  @Test
  void partOfALossIsLostButProvesNothingMore() {
    sum.lost(0, 70, true, ANY);
    sum.lost(1, 80, false, ANY);
    is(1, 2, 2, 70);
  }

  @Test
  void beganWhenTheFirstLostProbeWasSentEvenIfThatIsKnownLater() {
    sum.lost(0, 70, true, ANY);
    sum.lost(1, 60, true, ANY);
    is(2, 2, 2, 60);
  }

  @Test
  void oneTargetContributesNoMoreThanItsCap() {
    for (int i = 0; i < 5; i++) {
      sum.lost(0, 70 + i, true, 2.5);
    }
    is(2.5, 5, 5, 70);
    sum.lost(1, 80, true, 2.5);
    is(3.5, 6, 6, 70);
  }

  @Test
  void aTargetThatIsOverALoweredCapKeepsWhatItHas() {
    sum.lost(0, 70, true, ANY);
    sum.lost(0, 71, true, ANY);
    sum.lost(0, 72, true, 1.5);
    is(2, 3, 3, 70);
  }

  @Test
  void takingBackALossLeavesNothingOfIt() {
    sum.lost(0, 70, true, ANY);
    sum.lost(1, 80, true, ANY);
    sum.lost(1, 81, false, ANY);
    sum.takeBack(1, 81, false);
    is(2, 2, 2, 70);
    sum.takeBack(1, 80, true);
    is(1, 1, 1, 70);
    sum.takeBack(0, 70, true);
    isNothing();
  }

  @Test
  void aLossFromBeforeTheBeginningCannotBeTakenBack() {
    sum.lost(0, 70, true, ANY);
    sum.takeBack(0, 69, true);
    sum.takeBack(1, 71, true);
    is(1, 1, 1, 70);
  }

  @Test
  void leavingOutATargetLeavesTheOthers() {
    sum.lost(0, 70, true, ANY);
    sum.lost(1, 71, true, ANY);
    sum.lost(1, 72, true, ANY);
    sum.leaveOut(1);
    is(1, 1, 1, 70);
    sum.leaveOut(0);
    isNothing();
    sum.leaveOut(0);
    isNothing();
  }

  @Test
  void aRestartForgetsAll() {
    sum.lost(0, 70, true, ANY);
    sum.restart();
    isNothing();
  }
}
