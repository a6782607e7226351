package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of 10 % against 3 %: an answer is worth 0.0749, a loss -1.204, and ln 9 = 2.197 decides. */
class LossRecoveryTest {
  private static final LossOdds ODDS = LossOdds.of(new Demand(Metric.LOSS, 0.10, 0.03));

  private final LossRecovery recovery = new LossRecovery(ODDS);

  private void answers(int count) {
    for (int i = 0; i < count; i++) {
      recovery.count(false);
    }
  }

  @Test
  void nothingIsProvenByNothing() {
    assertThat(recovery.isProven()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"29, false", "30, true", "31, true"})
  void thirtyAnswersInARowAreAProof(int count, boolean proven) {
    answers(count);
    assertThat(recovery.isProven()).isEqualTo(proven);
  }

  /** 1.204 / 0.0749 = 16.07. */
  @ParameterizedTest
  @CsvSource({"45, false", "46, true"})
  void aLossCostsSixteenAnswersAndABit(int count, boolean proven) {
    answers(10);
    recovery.count(true);
    answers(count - 10);
    assertThat(recovery.isProven()).isEqualTo(proven);
  }

  @Test
  void whatWasProvenStandsUntilTheNextTestSaysOtherwise() {
    answers(30);
    recovery.count(true);
    assertThat(recovery.isProven()).isTrue();
    recovery.count(true);
    assertThat(recovery.isProven()).isFalse();
  }

  @Test
  void afterTheOppositeTheTestBeginsAnew() {
    recovery.count(true);
    recovery.count(true);
    answers(29);
    assertThat(recovery.isProven()).isFalse();
    answers(1);
    assertThat(recovery.isProven()).isTrue();
  }

  @Test
  void aRestartForgetsAll() {
    answers(30);
    recovery.restart();
    assertThat(recovery.isProven()).isFalse();
    answers(29);
    assertThat(recovery.isProven()).isFalse();
  }

  /**
   * The errors that are declared, counted in first decisions: at 10 % it says recovered, at 3 % not
   * recovered. Wald's bound is 0.1 / 0.9.
   */
  @ParameterizedTest
  @CsvSource({"0.10, true", "0.03, false"})
  void errsNoMoreOftenThanDeclared(double loss, boolean wrongly) {
    SplittableRandom random = new SplittableRandom(1);
    int wrong = 0;
    int tests = 4000;
    for (int test = 0; test < tests; test++) {
      wrong += firstDecision(loss, random) == wrongly ? 1 : 0;
    }
    assertThat((double) wrong / tests).isLessThan(0.1 / 0.9);
  }

  /** A test is over when one that has just begun would need as much as it did. */
  private static boolean firstDecision(double loss, SplittableRandom random) {
    double sum = 0;
    LossRecovery one = new LossRecovery(ODDS);
    while (true) {
      boolean isLost = random.nextDouble() < loss;
      one.count(isLost);
      sum -= isLost ? ODDS.ifLost() : ODDS.ifAnswered();
      if (one.isProven() || sum <= -Math.log(9)) {
        return one.isProven();
      }
    }
  }
}
