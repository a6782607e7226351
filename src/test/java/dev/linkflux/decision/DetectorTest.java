package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.probe.Doubt.Missing;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Silence of one target is that target's; silence of all is the uplink's. Rounds of a second. */
class DetectorTest {
  private static final long SECOND = 1_000_000_000;

  private long round;

  private static Detector detector(int targets) {
    return new Detector(
        targets, new Threshold(targets, Duration.ofSeconds(1), Duration.ofDays(30)));
  }

  private ProbeId id(int target) {
    return new ProbeId(new UplinkId("u0", 0), new TargetId("t" + target, target), round);
  }

  private Moment sentAt() {
    return new Moment(round * SECOND);
  }

  private void miss(Detector detector, int target) {
    detector.missing(new Missing(sentAt().plusNanos(SECOND / 2), id(target), sentAt()));
  }

  private void answer(Detector detector, int target, Promptness promptness) {
    detector.answered(
        new Outcome.Replied(
            sentAt().plusNanos(SECOND / 10), id(target), sentAt(), SECOND / 10, promptness));
  }

  private void answer(Detector detector, int target) {
    answer(detector, target, Promptness.PROMPT);
  }

  private void refuse(Detector detector, int target) {
    detector.unreachable(
        new Outcome.Unreachable(sentAt().plusNanos(SECOND / 10), id(target), sentAt(), 3, 1, null));
  }

  private void allAnswer(Detector detector, int targets) {
    round++;
    for (int target = 0; target < targets; target++) {
      answer(detector, target);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void whenAllAreSilentTheUplinkIsSilentOnceTheSumReachesTheThreshold(int targets) {
    Detector detector = detector(targets);
    allAnswer(detector, targets);
    int probes = 0;
    while (!detector.isSilent()) {
      assertThat(evidence(targets, probes)).isLessThan(detector.threshold());
      if (probes % targets == 0) {
        round++;
      }
      miss(detector, probes++ % targets);
    }
    assertThat(evidence(targets, probes)).isGreaterThanOrEqualTo(detector.threshold());
    assertThat(detector.counted()).isEqualTo(targets);
    assertThat(detector.unanswered()).isEqualTo(probes);
    assertThat(detector.silentFrom()).isEqualTo(2 * SECOND);
  }

  /** Of probes in turn to all targets, none of them above its cap. */
  private static double evidence(int targets, int probes) {
    double cap = new Threshold(targets, Duration.ofSeconds(1), Duration.ofDays(30)).cap(targets);
    double sum = 0;
    for (int target = 0; target < targets; target++) {
      int missed = (probes + targets - 1 - target) / targets;
      sum += Math.min(cap, missed * Math.log(20));
    }
    return sum;
  }

  @Test
  void anAnswerOfAnyTargetThatCountsEndsTheSilence() {
    Detector detector = detector(3);
    allAnswer(detector, 3);
    for (int i = 0; i < 5; i++) {
      round++;
      for (int target = 0; target < 3; target++) {
        miss(detector, target);
      }
    }
    assertThat(detector.isSilent()).isTrue();
    round++;
    answer(detector, 1);
    assertThat(detector.isSilent()).isFalse();
  }

  @Test
  void aReplyToAProbeFromBeforeTheSilenceDoesNotEndIt() {
    Detector detector = detector(1);
    allAnswer(detector, 1);
    round = 9;
    miss(detector, 0);
    round = 8;
    answer(detector, 0);
    assertThat(detector.target(0).isSilent()).isTrue();
    round = 9;
    answer(detector, 0, Promptness.SLOW);
    assertThat(detector.target(0).isSilent()).isFalse();
  }

  @Test
  void aSlowReplyRefutesTheSilenceOfItsTarget() {
    Detector detector = detector(3);
    round++;
    miss(detector, 0);
    miss(detector, 1);
    miss(detector, 1);
    assertThat(detector.score()).isCloseTo(3 * Math.log(20), within(1e-9));
    answer(detector, 1, Promptness.SLOW);
    assertThat(detector.target(1).score()).isZero();
    assertThat(detector.score()).isCloseTo(Math.log(20), within(1e-9));
    answer(detector, 0, Promptness.SLOW);
    assertThat(detector.target(0).score()).isZero();
  }

  @Test
  void evidenceNeverFallsBelowNothing() {
    Detector detector = detector(1);
    for (int i = 0; i < 100; i++) {
      allAnswer(detector, 1);
    }
    assertThat(detector.score()).isZero();
    miss(detector, 0);
    assertThat(detector.score()).isCloseTo(Math.log(20), within(1e-9));
  }

  @Test
  void oneTargetContributesNoMoreThanItsCap() {
    Detector detector = detector(3);
    allAnswer(detector, 3);
    round++;
    for (int i = 0; i < 50; i++) {
      miss(detector, 0);
      miss(detector, 1);
    }
    Threshold threshold = new Threshold(3, Duration.ofSeconds(1), Duration.ofDays(30));
    assertThat(detector.score()).isCloseTo(2 * threshold.cap(3), within(1e-9));
    assertThat(detector.isSilent()).as("the third one is not silent").isFalse();
    miss(detector, 2);
    assertThat(detector.isSilent()).isTrue();
  }

  @Test
  void aBadTargetStaysBadWhenEvidenceIsForgotten() {
    Detector detector = detector(2);
    allAnswer(detector, 2);
    detector.target(0).bad = true;
    detector.forget();
    assertThat(detector.target(0).bad).isTrue();
    assertThat(detector.silentFrom()).isEqualTo(TargetEvidence.NOT_SILENT);
  }

  @Test
  void withTheBadTargetLeftOutTheOthersConvictTheUplink() {
    Detector detector = detector(3);
    allAnswer(detector, 3);
    detector.target(0).bad = true;
    for (int i = 0; i < 4; i++) {
      round++;
      miss(detector, 1);
      miss(detector, 2);
    }
    assertThat(detector.isSilent()).isTrue();
  }

  @Test
  void aTargetThatWasNeverAskedDoesNotCount() {
    Detector detector = detector(3);
    for (int i = 0; i < 8; i++) {
      round++;
      miss(detector, 0);
    }
    assertThat(detector.counted()).isEqualTo(1);
    assertThat(detector.isSilent()).isTrue();
  }

  @Test
  void aRefusalIsSilenceUnlessItsProbeWasMissingAlready() {
    Detector detector = detector(2);
    round++;
    miss(detector, 0);
    refuse(detector, 0);
    assertThat(detector.unanswered()).isEqualTo(1);
    round++;
    refuse(detector, 0);
    assertThat(detector.unanswered()).isEqualTo(2);
  }

  @Test
  void knowsWhoHasAnsweredSince() {
    Detector detector = detector(3);
    assertThat(detector.answers().latest()).isEqualTo(-1);
    round = 5;
    answer(detector, 0);
    round = 6;
    answer(detector, 1);
    assertThat(detector.answers().since(6 * SECOND)).isEqualTo(1);
    assertThat(detector.answers().since(5 * SECOND)).isEqualTo(2);
    assertThat(detector.answers().since(6 * SECOND + 1)).isZero();
    assertThat(detector.answers().latest()).isEqualTo(6 * SECOND);
  }
}
