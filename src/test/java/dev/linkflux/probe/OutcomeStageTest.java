package dev.linkflux.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.probe.Doubt.Missing;
import dev.linkflux.probe.Doubt.Overdue;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.probe.Outcome.NotSent;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.probe.Outcome.Replied;
import dev.linkflux.probe.Outcome.TimedOut;
import dev.linkflux.probe.Outcome.Unreachable;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How each probe ends, at every deadline: one nanosecond before, and at it. */
class OutcomeStageTest {
  private static final long MS = 1_000_000;

  /** After a first round trip of 40 ms the limit is 40 + 4 * 20 = 120 ms (RFC 6298). */
  private static final long LIMIT = 120 * MS;

  private static final long PATIENCE = 300 * MS;
  private static final long TIMEOUT = 1000 * MS;

  /** When the probe under test is sent. */
  private static final long T = 10_000 * MS;

  private static final Settings SETTINGS = Scenario.settings(2, 2);

  private final OutcomeStage stage =
      new OutcomeStage(
          SETTINGS.uplinks(),
          SETTINGS.targets(),
          new Probing(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofNanos(TIMEOUT), 16),
          Duration.ofNanos(PATIENCE));
  private final List<Event> outputs = new ArrayList<>();

  private static ProbeId id(int uplink, int target, long sequence) {
    return new ProbeId(
        SETTINGS.uplinks().get(uplink).id(), SETTINGS.targets().get(target).id(), sequence);
  }

  private static ProbeId id(long sequence) {
    return id(0, 0, sequence);
  }

  private static Moment at(long nanos) {
    return new Moment(nanos);
  }

  private OutcomeStageTest send(long at, long sequence) {
    stage.accept(new Sent(at(at), id(sequence)), outputs::add);
    return this;
  }

  private OutcomeStageTest reply(long at, long sequence, long rtt) {
    stage.accept(new Returned(at(at), id(sequence), rtt), outputs::add);
    return this;
  }

  private OutcomeStageTest wake(long at) {
    stage.accept(new Woken(at(at)), outputs::add);
    return this;
  }

  /** All but wake-ups. */
  private List<Event> told() {
    return outputs.stream().filter(event -> !(event instanceof Woken)).toList();
  }

  /** A path whose limit is 120 ms, and a probe sent through it at {@link #T}; nothing told yet. */
  private OutcomeStageTest asked() {
    send(0, 1).reply(40 * MS, 1, 40 * MS).send(T, 2);
    outputs.clear();
    return this;
  }

  private static Overdue overdue(long after) {
    return new Overdue(at(T + after), id(2), at(T));
  }

  private static Missing missing(long after) {
    return new Missing(at(T + after), id(2), at(T));
  }

  private static TimedOut timedOut() {
    return new TimedOut(at(T + TIMEOUT), id(2), at(T));
  }

  private static Replied replied(long after, Promptness promptness) {
    return new Replied(at(T + after), id(2), at(T), after, promptness);
  }

  @Test
  void aReplyOneNanosecondBeforeTheLimitRaisesNoDoubt() {
    asked().reply(T + LIMIT - 1, 2, LIMIT - 1).wake(T + 2 * TIMEOUT);
    assertThat(told()).containsExactly(replied(LIMIT - 1, Promptness.PROMPT));
  }

  @Test
  void aReplyAtTheLimitIsOverdueButPrompt() {
    asked().reply(T + LIMIT, 2, LIMIT).wake(T + 2 * TIMEOUT);
    assertThat(told()).containsExactly(overdue(LIMIT), replied(LIMIT, Promptness.PROMPT));
  }

  @Test
  void aReplyOneNanosecondBeforePatienceEndsIsPrompt() {
    asked().reply(T + PATIENCE - 1, 2, PATIENCE - 1).wake(T + 2 * TIMEOUT);
    assertThat(told()).containsExactly(overdue(LIMIT), replied(PATIENCE - 1, Promptness.PROMPT));
  }

  @Test
  void aReplyWhenPatienceEndsIsSlow() {
    asked().reply(T + PATIENCE, 2, PATIENCE).wake(T + 2 * TIMEOUT);
    assertThat(told())
        .containsExactly(overdue(LIMIT), missing(PATIENCE), replied(PATIENCE, Promptness.SLOW));
  }

  @Test
  void aReplyOneNanosecondBeforeTheTimeOutIsSlow() {
    asked().reply(T + TIMEOUT - 1, 2, TIMEOUT - 1).wake(T + 2 * TIMEOUT);
    assertThat(told())
        .containsExactly(overdue(LIMIT), missing(PATIENCE), replied(TIMEOUT - 1, Promptness.SLOW));
  }

  @Test
  void aReplyAtTheTimeOutIsLate() {
    asked().reply(T + TIMEOUT, 2, TIMEOUT).wake(T + 2 * TIMEOUT);
    assertThat(told())
        .containsExactly(
            overdue(LIMIT), missing(PATIENCE), timedOut(), replied(TIMEOUT, Promptness.LATE));
  }

  @Test
  void silenceIsOverdueThenMissingThenTimedOutEachAtItsOwnMoment() {
    asked().wake(T + 5 * TIMEOUT);
    assertThat(told()).containsExactly(overdue(LIMIT), missing(PATIENCE), timedOut());
  }

  @ParameterizedTest
  @CsvSource({
    "119999999, 0",
    "120000000, 1",
    "299999999, 1",
    "300000000, 2",
    "999999999, 2",
    "1000000000, 3"
  })
  void nothingIsToldBeforeItsDeadline(long after, int told) {
    asked().wake(T + after);
    assertThat(told()).hasSize(told);
  }

  @Test
  void aDeadlineFiresBeforeTheEventThatReachesIt() {
    asked().wake(T + LIMIT);
    assertThat(outputs).containsExactly(overdue(LIMIT), new Woken(at(T + LIMIT)));
  }

  @Test
  void beforeTheFirstReplyAllThreeFallTogetherInThatOrder() {
    send(T, 2).wake(T + TIMEOUT - 1);
    assertThat(told()).isEmpty();
    wake(T + TIMEOUT);
    assertThat(told()).containsExactly(overdue(TIMEOUT), missing(TIMEOUT), timedOut());
  }

  @Test
  void aSecondReplyIsADuplicateForTenSecondsAndNoOutcome() {
    asked().reply(T + 30 * MS, 2, 30 * MS).reply(T + 31 * MS, 2, 31 * MS);
    reply(T + 10_000 * MS, 2, 10_000 * MS).reply(T + 10_000 * MS + 1, 2, 10_000 * MS);
    assertThat(told())
        .containsExactly(
            replied(30 * MS, Promptness.PROMPT),
            new Oddity.Duplicated(at(T + 31 * MS), id(0, 0, 2)),
            new Oddity.Duplicated(at(T + 10_000 * MS), id(0, 0, 2)));
  }

  @Test
  void aSecondReplyIsADuplicateOnlyOfTheLatestProbes() {
    asked().reply(T + MS, 2, MS);
    for (int younger = 1; younger <= 30; younger++) {
      send(T + younger * MS, 2 + younger);
    }
    reply(T + 30 * MS, 2, 30 * MS);
    send(T + 31 * MS, 33).reply(T + 31 * MS, 2, 31 * MS);
    send(T + 32 * MS, 34).reply(T + 32 * MS, 2, 32 * MS);
    assertThat(told())
        .filteredOn(Oddity.Duplicated.class::isInstance)
        .containsExactly(new Oddity.Duplicated(at(T + 30 * MS), id(0, 0, 2)));
  }

  @Test
  void aReplyThatWasOvertakenIsReordered() {
    send(T, 2).send(T + 1, 3).send(T + 2, 4);
    reply(T + 10 * MS, 3, 10 * MS).reply(T + 11 * MS, 2, 11 * MS).reply(T + 12 * MS, 4, 12 * MS);
    assertThat(told())
        .filteredOn(Oddity.class::isInstance)
        .containsExactly(new Oddity.Reordered(at(T + 11 * MS), id(0, 0, 2)));
  }

  @Test
  void aDuplicateOfALateReplyIsDropped() {
    asked().reply(T + 2 * TIMEOUT, 2, 2 * TIMEOUT).reply(T + 3 * TIMEOUT, 2, 3 * TIMEOUT);
    assertThat(told()).filteredOn(Replied.class::isInstance).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0", "3", "99999", "-1"})
  void anUnknownSequenceIsDropped(long sequence) {
    asked().reply(T + 30 * MS, sequence, 30 * MS);
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2", "1", "0"})
  void aSequenceThatDoesNotRiseIsNotTaken(long sequence) {
    asked().send(T + MS, sequence).reply(T + 30 * MS, 2, 30 * MS).wake(T + 5 * TIMEOUT);
    assertThat(told()).containsExactly(replied(30 * MS, Promptness.PROMPT));
  }

  @Test
  void gapsInTheSequenceAreAllowed() {
    asked().send(T + MS, 1000).reply(T + 30 * MS, 1000, 29 * MS);
    assertThat(told())
        .containsExactly(
            new Replied(at(T + 30 * MS), id(1000), at(T + MS), 29 * MS, Promptness.PROMPT));
  }

  @Test
  void whatWaitsWhenWeStallIsNoEvidence() {
    asked();
    stage.accept(new Stalled(at(T + 50 * MS), at(T + 5 * TIMEOUT)), outputs::add);
    wake(T + 9 * TIMEOUT);
    assertThat(told()).containsExactly(new Stalled(at(T + 50 * MS), at(T + 5 * TIMEOUT)));
  }

  @Test
  void aReplyAfterAStallCountsByItsMeasuredTime() {
    asked();
    stage.accept(new Stalled(at(T + 50 * MS), at(T + 5 * TIMEOUT)), outputs::add);
    reply(T + 5 * TIMEOUT, 2, 30 * MS);
    assertThat(told().getLast())
        .isEqualTo(new Replied(at(T + 5 * TIMEOUT), id(2), at(T), 30 * MS, Promptness.PROMPT));
  }

  @ParameterizedTest
  @CsvSource({"999999999, PROMPT", "1000000000, LATE"})
  void aReplyAfterAStallIsLateFromTheTimeOutOn(long rtt, Promptness promptness) {
    asked();
    stage.accept(new Stalled(at(T + 50 * MS), at(T + 5 * TIMEOUT)), outputs::add);
    reply(T + 5 * TIMEOUT, 2, rtt);
    assertThat(told().getLast())
        .isEqualTo(new Replied(at(T + 5 * TIMEOUT), id(2), at(T), rtt, promptness));
  }

  @Test
  void whatIsSentAfterAStallIsEvidenceAgain() {
    asked();
    stage.accept(new Stalled(at(T + 50 * MS), at(T + 5 * TIMEOUT)), outputs::add);
    send(T + 5 * TIMEOUT, 3).wake(T + 9 * TIMEOUT);
    assertThat(told().getLast())
        .isEqualTo(new TimedOut(at(T + 6 * TIMEOUT), id(3), at(T + 5 * TIMEOUT)));
  }

  @Test
  void aBounceEndsTheProbe() {
    asked();
    stage.accept(new Bounced(at(T + 10 * MS), id(2), 3, 1, null), outputs::add);
    reply(T + 30 * MS, 2, 30 * MS).wake(T + 5 * TIMEOUT);
    assertThat(told()).containsExactly(new Unreachable(at(T + 10 * MS), id(2), at(T), 3, 1, null));
  }

  @Test
  void aBounceOfWhatTimedOutOrIsUnknownIsDropped() {
    asked().wake(T + TIMEOUT);
    outputs.clear();
    stage.accept(new Bounced(at(T + 2 * TIMEOUT), id(2), 3, 1, null), outputs::add);
    stage.accept(new Bounced(at(T + 2 * TIMEOUT), id(77), 3, 1, null), outputs::add);
    assertThat(told()).isEmpty();
  }

  @Test
  void whatCouldNotBeSentIsNeitherAnsweredNorLost() {
    asked();
    stage.accept(new Withheld(at(T + MS), id(2), "ENETUNREACH"), outputs::add);
    reply(T + 30 * MS, 2, 30 * MS).wake(T + 5 * TIMEOUT);
    assertThat(told()).containsExactly(new NotSent(at(T + MS), id(2), "ENETUNREACH"));
  }

  @Test
  void whatNeverLeftIsToldToo() {
    stage.accept(new Withheld(at(T), id(5), "ENOBUFS"), outputs::add);
    assertThat(told()).containsExactly(new NotSent(at(T), id(5), "ENOBUFS"));
  }

  @Test
  void aQuickerLimitDoesNotOvertakeTheProbeBefore() {
    send(T, 2).send(T + MS, 3);
    reply(T + 2 * MS, 3, MS); // from now on the limit is 100 ms, but 2 waits by its own
    outputs.clear();
    send(T + 3 * MS, 4).wake(T + TIMEOUT);
    assertThat(told().getFirst()).isEqualTo(overdue(TIMEOUT));
  }

  @Test
  void severalPathsFireByMomentThenInTheOrderOfTheConfiguration() {
    stage.accept(new Sent(at(0), id(1, 1, 1)), outputs::add);
    stage.accept(new Sent(at(5), id(1, 0, 1)), outputs::add);
    stage.accept(new Sent(at(5), id(0, 1, 1)), outputs::add);
    stage.accept(new Sent(at(7), id(0, 0, 1)), outputs::add);
    wake(5 * TIMEOUT);
    assertThat(told())
        .filteredOn(TimedOut.class::isInstance)
        .containsExactly(
            new TimedOut(at(TIMEOUT), id(1, 1, 1), at(0)),
            new TimedOut(at(TIMEOUT + 5), id(0, 1, 1), at(5)),
            new TimedOut(at(TIMEOUT + 5), id(1, 0, 1), at(5)),
            new TimedOut(at(TIMEOUT + 7), id(0, 0, 1), at(7)));
    assertThat(told()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
  }

  @ParameterizedTest
  @CsvSource({"64", "65", "1000", "65536"})
  void allThatWaitAreRemembered(int many) {
    for (int i = 1; i <= many; i++) {
      send(T + i, i);
    }
    for (int i = many; i >= 1; i--) {
      reply(T + many, i, MS);
    }
    assertThat(told()).filteredOn(Replied.class::isInstance).hasSize(many);
    assertThat(told()).filteredOn(Oddity.Reordered.class::isInstance).hasSize(many - 1);
  }

  @Test
  void beyond65536TheOldestIsForgottenSoThatMemoryIsBounded() {
    int many = 70_000;
    for (int i = 1; i <= many; i++) {
      send(T + i, i);
    }
    reply(T + many, many - 65_536, MS);
    assertThat(told()).isEmpty();
    reply(T + many, many - 65_535, MS);
    assertThat(told()).hasSize(1);
    wake(T + 5 * TIMEOUT);
    assertThat(told()).filteredOn(TimedOut.class::isInstance).hasSize(65_535);
  }

  @Test
  void aTimedOutProbeIsRememberedForAMinuteAtLeast() {
    send(T, 2);
    for (int i = 1; i <= 60; i++) {
      send(T + i * TIMEOUT, 2 + i);
    }
    reply(T + 60 * TIMEOUT, 2, 60 * TIMEOUT);
    assertThat(told().getLast()).isEqualTo(replied(60 * TIMEOUT, Promptness.LATE));
  }

  @Test
  void aTimedOutProbeIsForgottenWithTheNextOneAfterThat() {
    send(T, 2).send(T + 60 * TIMEOUT + 1, 3);
    outputs.clear();
    reply(T + 60 * TIMEOUT + 2, 2, 60 * TIMEOUT + 2);
    assertThat(told()).isEmpty();
  }
}
