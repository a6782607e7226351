package dev.linkflux.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LossRatio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a quality is told, and what stands in it. Times in milliseconds; the grid is of 200. */
class QualityStageTest {
  private static final long MS = 1_000_000;
  private static final Settings SETTINGS = Scenario.settings(2, 3);

  private final QualityStage stage =
      new QualityStage(SETTINGS.uplinks(), SETTINGS.targets(), Windowing.DEFAULT);
  private final List<Event> outputs = new ArrayList<>();

  private static ProbeId id(int uplink, int target, long sequence) {
    return new ProbeId(
        SETTINGS.uplinks().get(uplink).id(), SETTINGS.targets().get(target).id(), sequence);
  }

  private static Quality.OfTarget ofTarget(
      int target, LossRatio loss, int losses, long... roundTrips) {
    return new Quality.OfTarget(
        SETTINGS.targets().get(target).id(),
        loss,
        new RoundTrips(roundTrips, 0, roundTrips.length),
        0,
        losses,
        null);
  }

  private static Moment millis(long millis) {
    return new Moment(millis * MS);
  }

  private void give(Event event) {
    stage.accept(event, outputs::add);
  }

  private void reply(long at, int uplink, int target, long sequence, long rtt, Promptness how) {
    give(
        new Outcome.Replied(
            millis(at), id(uplink, target, sequence), millis(at - rtt), rtt * MS, how));
  }

  private void reply(long at, int uplink, int target, long sequence, long rtt) {
    reply(at, uplink, target, sequence, rtt, Promptness.PROMPT);
  }

  private void lose(long at, int uplink, int target, long sequence) {
    give(new Outcome.TimedOut(millis(at), id(uplink, target, sequence), millis(at - 1000)));
  }

  private void wake(long at) {
    give(new Woken(millis(at)));
  }

  private List<Quality> qualities() {
    return outputs.stream().filter(Quality.class::isInstance).map(Quality.class::cast).toList();
  }

  @ParameterizedTest
  @CsvSource({"0, 200", "1, 200", "199, 200", "200, 400", "201, 400"})
  void aQualityIsToldAtTheNextTickOfTheGrid(long at, long tick) {
    reply(at, 0, 0, 1, 20);
    give(new Woken(new Moment(tick * MS - 1)));
    assertThat(qualities()).isEmpty();
    wake(tick);
    assertThat(qualities()).extracting(Quality::at).containsExactly(millis(tick));
  }

  @Test
  void whenNothingIsNewNothingIsTold() {
    wake(100);
    wake(5000);
    assertThat(qualities()).isEmpty();
    reply(5100, 0, 0, 1, 20);
    wake(60_000);
    assertThat(qualities()).hasSize(1);
  }

  @Test
  void whatCouldNotBeSentIsNothingNew() {
    give(new Outcome.NotSent(millis(10), id(0, 0, 1), "ENOBUFS"));
    wake(1000);
    assertThat(qualities()).isEmpty();
  }

  @Test
  void anOutcomeAtTheTickItselfCountsForTheNextOne() {
    reply(100, 0, 0, 1, 20);
    reply(200, 0, 0, 2, 30);
    assertThat(qualities()).extracting(quality -> quality.loss().sent()).containsExactly(1);
    wake(400);
    assertThat(qualities()).extracting(quality -> quality.loss().sent()).containsExactly(1, 2);
  }

  @Test
  void theTickComesBeforeTheEventThatReachesItAndUplinksInTheirOrder() {
    reply(150, 1, 0, 1, 20);
    reply(160, 0, 0, 1, 20);
    outputs.clear();
    wake(500);
    outputs.removeIf(FloorLearnt.class::isInstance);
    assertThat(outputs).hasSize(3).last().isEqualTo(new Woken(millis(500)));
    assertThat(qualities())
        .extracting(quality -> quality.uplink().name())
        .containsExactly("u0", "u1");
  }

  @Test
  void anEarlierTickOfALaterUplinkComesFirst() {
    reply(150, 1, 0, 1, 20);
    wake(199);
    stage.accept(new Woken(millis(199)), outputs::add);
    reply(200, 0, 0, 1, 20);
    wake(1000);
    assertThat(qualities())
        .extracting(quality -> quality.at().nanos() / MS)
        .containsExactly(200L, 400L);
  }

  @Test
  void everythingIsPassedOn() {
    reply(10, 0, 0, 1, 20);
    assertThat(outputs).hasSize(1).first().isInstanceOf(Outcome.Replied.class);
  }

  @Test
  void holdsTheFiguresOfTheUplinkAndOfEachTargetThatWasAsked() {
    reply(20, 0, 0, 1, 20);
    reply(30, 0, 2, 1, 60);
    reply(40, 0, 0, 2, 36);
    lose(50, 0, 2, 2);
    lose(60, 0, 2, 3);
    reply(70, 0, 2, 1, 60, Promptness.LATE); // not a lost one: changes nothing
    wake(200);
    Quality quality = qualities().getFirst();
    assertThat(quality.loss()).isEqualTo(new LossRatio(2, 5));
    assertThat(quality.rtt())
        .isEqualTo(new Quality.Rtt(20 * MS, 116 * MS / 3, 36 * MS, 60 * MS, 60 * MS, 60 * MS));
    assertThat(quality.recent()).isEqualTo(20 * MS); // of the targets, the lower of two
    assertThat(quality.floor()).isEqualTo(20 * MS);
    assertThat(quality.jitter()).isEqualTo(MS); // 16 ms / 16
    assertThat(quality.pdv()).isEqualTo(-1); // of fewer than 20 replies
    assertThat(quality.rise()).isZero(); // each target for itself
    assertThat(quality.targets())
        .containsExactly(
            ofTarget(0, new LossRatio(0, 2), 0, 20 * MS, 36 * MS),
            ofTarget(2, new LossRatio(2, 3), 2, 60 * MS));
  }

  @Test
  void aLateReplyTakesTheLossBackButIsNoRoundTripOfNow() {
    lose(1000, 0, 0, 1);
    wake(1200);
    reply(1300, 0, 0, 1, 1300, Promptness.LATE);
    wake(1400);
    assertThat(qualities())
        .extracting(Quality::loss)
        .containsExactly(new LossRatio(1, 1), new LossRatio(0, 1));
    assertThat(qualities().getLast().rtt()).isEqualTo(Quality.Rtt.NONE);
    assertThat(qualities().getLast().pdv()).isEqualTo(-1);
    assertThat(qualities().getLast().recent()).isEqualTo(-1);
    assertThat(qualities().getLast().jitter()).isEqualTo(-1);
  }

  @Test
  void theSameSequenceOfAnotherTargetIsAnotherProbe() {
    lose(1000, 0, 0, 1);
    lose(1000, 0, 1, 1);
    reply(1010, 0, 1, 1, 1010, Promptness.LATE);
    wake(1200);
    assertThat(qualities().getLast().targets())
        .extracting(Quality.OfTarget::loss)
        .containsExactly(new LossRatio(1, 1), new LossRatio(0, 1));
  }

  @Test
  void anOutcomeLeavesTheWindowAfterThirtySeconds() {
    lose(1000, 0, 0, 1);
    reply(30_900, 0, 0, 2, 20);
    wake(31_000);
    assertThat(qualities().getLast().loss()).isEqualTo(new LossRatio(0, 1));
  }

  @Test
  void aReplyEndsTheRunOfLosses() {
    lose(1000, 0, 0, 1);
    reply(1010, 0, 0, 2, 20);
    lose(1020, 0, 0, 3);
    wake(1200);
    assertThat(qualities().getLast().targets())
        .extracting(Quality.OfTarget::consecutiveLosses)
        .containsExactly(1);
  }

  @Test
  void jitterIsTheLowerMedianOverTheTargets() {
    for (int target = 0; target < 3; target++) {
      reply(10, 0, target, 1, 20);
      reply(20, 0, target, 2, 20 + 16L * (target + 1));
    }
    wake(200);
    assertThat(qualities().getLast().jitter()).isEqualTo(2 * MS);
  }

  /** Every 100 ms a reply of each target; milliseconds. */
  private void replies(int first, int count, long... rtts) {
    for (int i = first; i < first + count; i++) {
      for (int target = 0; target < rtts.length; target++) {
        reply(300 + 100L * i, 0, target, i, rtts[target]);
      }
    }
  }

  @Test
  void targetsAtDifferentDistancesAreNoRise() {
    replies(0, 30, 1, 80, 270);
    wake(3400);
    assertThat(qualities().getLast().floor()).isEqualTo(MS);
    assertThat(qualities().getLast().rise()).isZero();
    assertThat(qualities().getLast().pdv()).isZero();
  }

  @Test
  void theRiseIsTheLowerMedianOverTheTargetsEachAgainstItsOwnFloor() {
    replies(0, 30, 1, 80, 270);
    replies(30, 30, 101, 110, 275);
    wake(6400);
    assertThat(qualities().getLast().targets())
        .extracting(Quality.OfTarget::rise)
        .containsExactly(100 * MS, 30 * MS, 5 * MS);
    assertThat(qualities().getLast().rise()).isEqualTo(30 * MS);
    assertThat(qualities().getLast().targets())
        .extracting(Quality.OfTarget::pdv)
        .containsExactly(100 * MS, 30 * MS, 5 * MS);
    assertThat(qualities().getLast().pdv()).isEqualTo(30 * MS);
  }

  @Test
  void oneSlowTargetIsNoRise() {
    replies(0, 30, 1, 80, 270);
    replies(30, 30, 1, 80, 900);
    wake(6400);
    assertThat(qualities().getLast().rise()).isZero();
    assertThat(qualities().getLast().pdv()).isZero();
  }

  @Test
  void oneReplyOfASparseStreamIsNotWhatTheUplinkIsLike() {
    for (int i = 0; i < 10; i++) {
      reply(10_000L * i + 1000, 0, 0, i, 20);
    }
    reply(101_000, 0, 0, 10, 900);
    wake(101_200);
    assertThat(qualities().getLast().recent()).isEqualTo(20 * MS);
    assertThat(qualities().getLast().rise()).isZero();
    reply(111_000, 0, 0, 11, 900);
    wake(111_200);
    assertThat(qualities().getLast().recent()).isEqualTo(900 * MS);
    assertThat(qualities().getLast().rise()).isEqualTo(880 * MS);
  }
}
