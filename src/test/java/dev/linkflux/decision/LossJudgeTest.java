package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Limits of 10 % and 3 %: a loss is worth ln(0.10/0.03) = 1.204, an answer ln(0.90/0.97) = -0.0749,
 * and a breach is shown by 11 + ln(targets) nats.
 */
class LossJudgeTest {
  private static final long SECOND = 1_000_000_000;
  private static final Demand DEMAND = new Demand(Metric.LOSS, 0.10, 0.03);
  private static final UplinkId UPLINK = new UplinkId("u", 0);
  private static final int PROBES_OF_A_MONTH = 9_000_000;

  private final int targets = 2;
  private final Detector blame = blame(targets);
  private final LossJudge judge = new LossJudge(DEMAND, targets, blame);
  private long now;

  /** All targets have answered, so that each of them counts. */
  private static Detector blame(int targets) {
    Detector all =
        new Detector(targets, new Threshold(targets, Duration.ofSeconds(1), Duration.ofDays(30)));
    IntStream.range(0, targets).forEach(target -> all.target(target).answered(0));
    return all;
  }

  private static Quality quality(long at, int targets) {
    List<Quality.OfTarget> asked =
        IntStream.range(0, targets)
            .mapToObj(i -> new Quality.OfTarget(new TargetId("t" + i, i), LossRatio.NONE, 0, 0))
            .toList();
    return new Quality(new Moment(at), UPLINK, LossRatio.NONE, Quality.Rtt.NONE, -1, -1, -1, asked);
  }

  private boolean isBreached() {
    judge.judge(quality(now, targets));
    return judge.isBreached();
  }

  /** Losses, one a second, by turns of the first so many targets. */
  private void lose(int count, int among) {
    for (int i = 0; i < count; i++) {
      now += SECOND;
      judge.count(i % among, new Moment(now), true);
    }
  }

  private void answer(int count) {
    for (int i = 0; i < count; i++) {
      now += SECOND;
      judge.count(i % targets, new Moment(now), false);
    }
  }

  private static ProbeId probe(int target, long sequence) {
    return new ProbeId(UPLINK, new TargetId("t" + target, target), sequence);
  }

  private void miss(int target, long sentAt) {
    judge.missing(
        new Doubt.Missing(new Moment(sentAt + SECOND / 3), probe(target, 1), new Moment(sentAt)));
  }

  private void reply(int target, long sentAt, Promptness promptness) {
    judge.answered(
        new Outcome.Replied(
            new Moment(sentAt + SECOND), probe(target, 1), new Moment(sentAt), SECOND, promptness));
  }

  /** 11.69 nats of two targets. */
  @ParameterizedTest
  @CsvSource({"9, 0, false", "10, 0, true", "10, 4, true", "10, 5, false", "11, 20, true"})
  void isBreachedByTenLossesAndByMoreWithAnswersBetween(int lost, int answered, boolean breached) {
    lose(lost - 1, 2);
    answer(answered);
    lose(1, 1);
    assertThat(isBreached()).isEqualTo(breached);
  }

  @Test
  void oneTargetAloneNeedsLessButNothingLimitsItsPart() {
    LossJudge alone = new LossJudge(DEMAND, 1, blame(1));
    for (int i = 0; i < 10; i++) {
      alone.judge(quality(i * SECOND, 1));
      assertThat(alone.isBreached()).isFalse();
      alone.count(0, new Moment(i * SECOND), true);
    }
    alone.judge(quality(10 * SECOND, 1));
    assertThat(alone.isBreached()).isTrue();
  }

  @Test
  void oneTargetNeverBreachesItForTheOthers() {
    lose(1000, 1);
    assertThat(isBreached()).isFalse();
  }

  /** It counts two thirds, 7.79 nats; the other must add 3.9, which are four losses. */
  @ParameterizedTest
  @CsvSource({"3, false", "4, true"})
  void oneTargetNeedsTheOthersForAThird(int others, boolean breached) {
    lose(1000, 1);
    for (int i = 0; i < others; i++) {
      now += SECOND;
      judge.count(1, new Moment(now), true);
    }
    assertThat(isBreached()).isEqualTo(breached);
  }

  @Test
  void whereOnlyOneTargetIsLeftItDecides() {
    blame.target(1).bad = true;
    lose(12, 1);
    assertThat(isBreached()).isTrue();
  }

  @Test
  void aTargetThatIsToBlameIsLeftOutWithWhatItHasContributed() {
    lose(8, 2);
    blame.target(1).bad = true;
    assertThat(isBreached()).isFalse();
    for (int i = 0; i < 100; i++) {
      judge.count(1, new Moment(++now), true);
    }
    blame.target(1).bad = false;
    lose(5, 1);
    assertThat(isBreached()).isFalse();
    assertThat(judge.value()).isEqualTo(1);
  }

  /** Evidence enough, but 8 % of many probes is surely less than 10 %. */
  @Test
  void lessThanTheLimitIsNoBreachHoweverSure() {
    for (int i = 0; i < 100; i++) {
      lose(2, 2);
      answer(23);
    }
    assertThat(isBreached()).isFalse();
    assertThat(judge.value()).isCloseTo(0.08, within(0.001));
  }

  @Test
  void saysTheRatioAndTheBeginningOfTheLoss() {
    answer(50);
    lose(9, 2);
    answer(1);
    lose(2, 2);
    assertThat(isBreached()).isTrue();
    assertThat(judge.value()).isCloseTo(11 / 12.0, within(1e-9));
    assertThat(judge.since()).isEqualTo(new Moment(51 * SECOND));
  }

  @Test
  void aSilenceOfAMomentIsOneLossHoweverFastItIsProbed() {
    answer(2);
    for (int i = 0; i < 300; i++) {
      judge.count(i % 2, new Moment(now + i * SECOND / 100), true); // three seconds
    }
    now += 3 * SECOND;
    assertThat(isBreached()).isFalse();
  }

  @Test
  void aProbeThatIsMissingIsLostAtOnceAndOnce() {
    lose(8, 2);
    now += SECOND;
    miss(0, now);
    judge.count(0, new Moment(now), true);
    assertThat(isBreached()).isFalse();
    now += SECOND;
    miss(1, now);
    assertThat(isBreached()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"PROMPT, true", "SLOW, false", "LATE, false"})
  void aReplyThatIsNotPromptTakesItsLossBack(Promptness promptness, boolean breached) {
    lose(9, 2);
    now += SECOND;
    miss(1, now);
    reply(1, now, promptness);
    assertThat(isBreached()).isEqualTo(breached);
  }

  @Test
  void anUnknownReplyTakesNothingBack() {
    lose(10, 2);
    reply(1, now - SECOND / 2, Promptness.LATE);
    assertThat(isBreached()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, true", "1, true"})
  void afterARestartOnlyWhatWasSentSinceCounts(long sentLater, boolean breached) {
    lose(9, 2);
    judge.restart(new Moment(100 * SECOND));
    for (int i = 0; i < 10; i++) {
      judge.count(i % 2, new Moment(100 * SECOND + sentLater + i * SECOND), true);
      judge.count(i % 2, new Moment(99 * SECOND), true);
    }
    now = 120 * SECOND;
    if (!breached) {
      judge.restart(new Moment(now));
    }
    assertThat(isBreached()).isEqualTo(breached);
  }

  /** From the breach on: 30 answers, as LossRecoveryTest says. */
  @Test
  void isMetAgainWhenThatIsProven() {
    lose(10, 2);
    assertThat(isBreached()).isTrue();
    answer(29);
    assertThat(isBreached()).isTrue();
    assertThat(judge.isProven()).isFalse();
    answer(1);
    assertThat(isBreached()).isFalse();
    assertThat(judge.isProven()).isTrue();
  }

  @Test
  void whatWasProvenBeforeTheBreachIsNotAfterIt() {
    answer(100);
    assertThat(judge.isProven()).isTrue();
    lose(10, 2);
    assertThat(isBreached()).isTrue();
    assertThat(judge.isProven()).isFalse();
  }

  @Test
  void aRestartProvesNothing() {
    answer(100);
    judge.restart(new Moment(now));
    assertThat(judge.isProven()).isFalse();
  }

  @Test
  void theLossesOfATargetThatIsToBlameDoNotHinderTheRecovery() {
    lose(10, 2);
    assertThat(isBreached()).isTrue();
    blame.target(1).bad = true;
    for (int i = 0; i < 30; i++) {
      judge.count(0, new Moment(++now), false);
      judge.count(1, new Moment(now), true);
    }
    assertThat(isBreached()).isFalse();
  }

  @Test
  void countsAnswersOfWhicheverTarget() {
    blame.target(1).bad = true;
    answer(7);
    lose(3, 1);
    assertThat(judge.answers()).isEqualTo(7);
  }

  /** How often it is breached in so many probes of three targets, 290 ms apart; judged by each. */
  private static int breaches(int probes, BooleanSupplier loss) {
    Detector blame = blame(3);
    LossJudge judge = new LossJudge(DEMAND, 3, blame);
    int breaches = 0;
    for (int i = 0; i < probes; i++) {
      Moment at = new Moment(i * 290_000_000L);
      boolean isLost = loss.getAsBoolean();
      judge.count(i % 3, at, isLost);
      if (isLost) {
        judge.judge(quality(at.nanos(), 3));
        if (judge.isBreached()) {
          breaches++;
          judge.restart(at);
        }
      }
    }
    return breaches;
  }

  @Test
  void onePercentAtRandomIsNoBreachInAMonth() {
    SplittableRandom random = new SplittableRandom(1);
    assertThat(breaches(PROBES_OF_A_MONTH, () -> random.nextDouble() < 0.01)).isZero();
  }

  @Test
  void whatIsMetIsHardlyEverABreachInAMonth() {
    SplittableRandom random = new SplittableRandom(2);
    assertThat(breaches(PROBES_OF_A_MONTH, () -> random.nextDouble() < 0.03))
        .isLessThanOrEqualTo(1);
  }

  /** Gilbert and Elliott: all is lost in a burst, whose mean length is 3 probes. */
  @Test
  void burstsOfThreeProbesAreHardlyEverABreachInAMonth() {
    SplittableRandom random = new SplittableRandom(3);
    boolean[] bad = new boolean[1];
    BooleanSupplier burst =
        () -> {
          bad[0] = random.nextDouble() < (bad[0] ? 2 / 3.0 : 0.01 / 3 / 0.99);
          return bad[0];
        };
    assertThat(breaches(PROBES_OF_A_MONTH, burst)).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"0.10, 230", "0.15, 100", "0.30, 60", "0.90, 60"})
  void aBreachIsShownByAboutSoManyProbes(double loss, int mean) {
    SplittableRandom random = new SplittableRandom(4);
    int probes = 200_000;
    int breaches = breaches(probes, () -> random.nextDouble() < loss);
    assertThat((double) probes / breaches).isBetween(mean * 0.6, mean * 1.4);
  }
}
