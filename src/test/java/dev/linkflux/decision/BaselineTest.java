package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an uplink's past losses make of its next: bounded, slowly, and not from a blackout. */
class BaselineTest {
  private static final long MS = 1_000_000;

  private final Baseline baseline = new Baseline();
  private final TargetEvidence target = new TargetEvidence(baseline);
  private long sequence = 1;

  private static ProbeId probe(long sequence) {
    return new ProbeId(new UplinkId("u0", 0), new TargetId("t0", 0), sequence);
  }

  /** Losses in a row, one each so many milliseconds, and then an answer. */
  private void burst(int losses, long apart) {
    for (int i = 0; i < losses; i++) {
      target.missing(probe(sequence), sequence * apart * MS);
      sequence++;
    }
    target.answered(sequence * apart * MS);
    sequence++;
  }

  private void learn(int losses, int following) {
    baseline.learn(losses, following);
  }

  @Test
  void aLineOfWhichNothingIsKnownLosesFivePercent() {
    assertThat(baseline.ratio()).isEqualTo(0.05);
    assertThat(baseline.perLoss()).isCloseTo(Math.log(20), within(1e-12));
  }

  @Test
  void lossesThatNoOtherFollowedDoNotLowerIt() {
    learn(1000, 0);
    assertThat(baseline.ratio()).isEqualTo(Baseline.LEAST);
  }

  @Test
  void itIsTheShareOfLossesThatFollowedAnotherTogetherWithThePriorFifty() {
    learn(50, 25);
    assertThat(baseline.ratio()).isCloseTo((2.5 + 25) / 100, within(1e-12));
    assertThat(baseline.perLoss()).isCloseTo(-Math.log(0.275), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"44, 0.494681", "45, 0.5", "46, 0.5", "100000, 0.5"})
  void itIsAtMostOneHalf(int losses, double ratio) {
    learn(losses, losses); // (2.5 + n) / (50 + n)
    assertThat(baseline.ratio()).isCloseTo(ratio, within(1e-6));
  }

  @Test
  void itIsForgottenByHalvesEach8192Answers() {
    learn(50, 25);
    for (int i = 0; i < 8191; i++) {
      baseline.answered();
    }
    assertThat(baseline.ratio()).isCloseTo(27.5 / 100, within(1e-12));
    baseline.answered();
    assertThat(baseline.ratio()).isCloseTo((2.5 + 12.5) / 75, within(1e-12));
    for (int i = 0; i < 20 * 8192; i++) {
      baseline.answered();
    }
    assertThat(baseline.ratio()).isCloseTo(0.05, within(1e-4));
  }

  @Test
  void twoLossesInARowAreOnePairAndAnAnswerBetweenThemMakesNone() {
    burst(2, 100);
    assertThat(baseline.ratio()).isCloseTo(3.5 / 52, within(1e-12));
    burst(1, 100);
    burst(1, 100);
    assertThat(baseline.ratio()).isCloseTo(3.5 / 54, within(1e-12));
  }

  @Test
  void ofOneBurstNoMoreThanFourLossesAreLearnt() {
    burst(4, 100);
    double four = baseline.ratio();
    assertThat(four).isCloseTo(5.5 / 54, within(1e-12));
    Baseline other = new Baseline();
    TargetEvidence longer = new TargetEvidence(other);
    for (int i = 1; i <= 20; i++) {
      longer.missing(probe(i), i * 100 * MS);
    }
    longer.answered(2100 * MS);
    assertThat(other.ratio()).isEqualTo(four);
  }

  @ParameterizedTest
  @CsvSource({"2999, true", "3000, true", "3001, false"})
  void aSilenceOfMoreThanThreeSecondsWasABlackoutAndIsNotLearntFrom(long lasted, boolean learnt) {
    target.missing(probe(1), 0);
    target.missing(probe(2), 100 * MS);
    target.answered(lasted * MS);
    assertThat(baseline.ratio() > 0.05).isEqualTo(learnt);
    target.missing(probe(9), 9_000 * MS);
    target.missing(probe(10), 9_100 * MS);
    target.answered(9_200 * MS);
    assertThat(baseline.ratio()).as("nor is it added to the next").isLessThan(0.09);
  }

  @Test
  void beforeAnAnswerNothingIsLearnt() {
    for (int i = 1; i < 50; i++) {
      target.missing(probe(i), i * 10 * MS);
    }
    assertThat(baseline.ratio()).isEqualTo(0.05);
    target.answered(0); // sent before the first of them
    assertThat(baseline.ratio()).isEqualTo(0.05);
  }

  @Test
  void theLossesOfATargetThatIsToBlameAreNotLearntFrom() {
    target.missing(probe(1), 100 * MS);
    target.missing(probe(2), 200 * MS);
    target.bad = true;
    target.missing(probe(3), 300 * MS);
    target.takeBack(400 * MS);
    target.answered(400 * MS);
    assertThat(baseline.ratio()).isEqualTo(0.05);
  }

  @Test
  void aProbeThatIsMissingAfterALaterOneWasAnsweredIsNoSilenceButALoss() {
    target.answered(200 * MS);
    target.missing(probe(1), 100 * MS);
    assertThat(target.isSilent()).isFalse();
    assertThat(target.unanswered).isZero();
    assertThat(target.counts()).isTrue();
    target.missing(probe(3), 200 * MS);
    assertThat(target.isSilent()).as("sent at the moment of the answered one").isTrue();
  }
}
