package dev.linkflux.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LossRatio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in a quality of each target, and of all of them. Times in milliseconds. */
class QualityRowsTest {
  private static final long MS = 1_000_000;
  private static final Settings SETTINGS = Scenario.settings(1, 3);

  private final QualityStage stage =
      new QualityStage(SETTINGS.uplinks(), SETTINGS.targets(), Windowing.DEFAULT);
  private final List<Quality> told = new ArrayList<>();

  private static ProbeId id(int target, long sequence) {
    return new ProbeId(
        SETTINGS.uplinks().getFirst().id(), SETTINGS.targets().get(target).id(), sequence);
  }

  private static Moment millis(long millis) {
    return new Moment(millis * MS);
  }

  private void give(Outcome outcome) {
    stage.accept(
        outcome,
        event -> {
          if (event instanceof Quality quality) {
            told.add(quality);
          }
        });
  }

  private void reply(long at, int target, long sequence, long rtt, long reflected) {
    give(
        new Outcome.Replied(
            millis(at),
            id(target, sequence),
            millis(at - rtt),
            rtt * MS,
            Promptness.PROMPT,
            reflected));
  }

  private void reply(long at, int target, long sequence, long rtt) {
    reply(at, target, sequence, rtt, Observation.Returned.UNTOLD);
  }

  private void lose(long at, int target, long sequence) {
    give(new Outcome.TimedOut(millis(at), id(target, sequence), millis(at - 1000)));
  }

  /** The latest quality that is told until then. */
  private Quality at(long millis) {
    stage.accept(
        new Woken(millis(millis)),
        event -> {
          if (event instanceof Quality quality) {
            told.add(quality);
          }
        });
    return told.getLast();
  }

  private static OneWay lost(int forward, int sent, int backward, int arrived) {
    return new OneWay(new LossRatio(forward, sent), new LossRatio(backward, arrived));
  }

  @Test
  void whereProbesWereLostIsToldByTargetAndAltogether() {
    reply(1000, 0, 1, 20, 1);
    reply(1010, 1, 1, 20, 1);
    reply(1020, 2, 1, 20);
    reply(1030, 0, 5, 20, 3); // of four sent two got there, and one came back
    reply(1040, 1, 4, 20, 4); // of three sent three got there, and one came back
    Quality quality = at(1200);
    assertThat(quality.targets())
        .extracting(Quality.OfTarget::oneWay)
        .containsExactly(lost(2, 4, 1, 2), lost(0, 3, 2, 3), null);
    assertThat(quality.oneWay()).isEqualTo(lost(2, 7, 3, 5));
  }

  @Test
  void whereProbesWereLostIsUnknownIfNoTargetTells() {
    reply(1000, 0, 1, 20);
    reply(1100, 0, 4, 20);
    assertThat(at(1200).oneWay()).isNull();
  }

  @Test
  void oneTargetThatTellsSpeaksForAll() {
    reply(1000, 1, 1, 20, 1);
    reply(1010, 1, 3, 20, 2);
    reply(1020, 0, 1, 20);
    assertThat(at(1200).oneWay()).isEqualTo(lost(1, 2, 0, 1));
  }

  @Test
  void whatNeverLeftWasLostNowhere() {
    reply(1000, 0, 1, 20, 1);
    give(new Outcome.NotSent(millis(1010), id(0, 2), "ENOBUFS"));
    reply(1020, 0, 3, 20, 2);
    assertThat(at(1200).oneWay()).isEqualTo(lost(0, 1, 0, 1));
  }

  @Test
  void whereProbesWereLostIsForgottenWithTheWindow() {
    reply(1000, 0, 1, 20, 1);
    reply(1010, 0, 4, 20, 2);
    lose(31_100, 0, 5);
    assertThat(at(31_200).oneWay()).isNull();
  }

  @Test
  void aTargetIsForgottenWithTheWindow() {
    lose(1000, 0, 1);
    reply(1100, 1, 1, 20);
    reply(1210, 1, 2, 20);
    reply(30_900, 2, 1, 20);
    assertThat(at(31_000).targets())
        .extracting(target -> target.target().name(), Quality.OfTarget::loss)
        .containsExactly(tuple("t1", new LossRatio(0, 2)), tuple("t2", new LossRatio(0, 1)));
    reply(31_150, 2, 2, 20);
    assertThat(at(31_200).targets())
        .extracting(Quality.OfTarget::loss)
        .containsExactly(new LossRatio(0, 1), new LossRatio(0, 2));
  }

  @Test
  void whatTheNetworkRefusesIsLostAtOnce() {
    give(new Outcome.Unreachable(millis(1000), id(0, 1), millis(990), 3, 1, null));
    Quality quality = at(1200);
    assertThat(quality.loss()).isEqualTo(new LossRatio(1, 1));
    assertThat(quality.targets())
        .extracting(Quality.OfTarget::consecutiveLosses)
        .containsExactly(1);
  }

  @ParameterizedTest(name = "{0} of {1} answer")
  @CsvSource({
    "0, 1, 0",
    "0, 3, 0",
    "1, 3, 0.3333333333333333",
    "2, 2, 1",
    "2, 3, 0.6666666666666666"
  })
  void theShareThatAnswersIsOfThoseThatWereAsked(int answering, int asked, double share) {
    for (int target = 0; target < asked; target++) {
      if (target < answering) {
        reply(1000, target, 1, 0); // quicker than a millisecond
      } else {
        lose(1000, target, 1);
      }
    }
    assertThat(at(1200).answering()).isEqualTo(share);
  }

  @Test
  void ofNoTargetThatWasAskedNoneAnswers() {
    lose(1000, 0, 1);
    give(
        new Outcome.Replied(millis(31_100), id(0, 1), millis(0), 31_100 * MS, Promptness.LATE, -1));
    Quality quality = at(31_200);
    assertThat(quality.targets()).isEmpty();
    assertThat(quality.answering()).isZero();
  }

  @Test
  void jitterIsTheMedianInWhateverOrderTheTargetsStand() {
    long[] differences = {48, 16, 32};
    for (int target = 0; target < 3; target++) {
      reply(1010, target, 1, 20);
      reply(1020, target, 2, 20 + differences[target]);
    }
    assertThat(at(1200).jitter()).isEqualTo(2 * MS); // 32 ms / 16
  }

  @Test
  void aRoundTripOfNoTimeHasANeighbourToo() {
    reply(1010, 0, 1, 0);
    reply(1020, 0, 2, 16);
    assertThat(at(1200).jitter()).isEqualTo(MS);
  }
}
