package dev.linkflux.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.probe.Doubt.Missing;
import dev.linkflux.probe.Doubt.Overdue;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.Outcome.TimedOut;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long each kind of question is waited for; and paths that were never, or too often, used. */
class OutcomeRowsTest {
  private static final long MS = 1_000_000;
  private static final Uplink UPLINK = Scenario.settings(1, 1).uplinks().getFirst();

  private final List<Event> outputs = new ArrayList<>();

  private static Question http(boolean tls) {
    return new Question.Http(
        tls, Host.named("example.net"), 443, "/", 204, "", null, Question.Http.DEFAULT_BYTES);
  }

  /** Time-out one second, patience 300 ms. */
  private static OutcomeStage stage(Question question) {
    return new OutcomeStage(
        List.of(UPLINK),
        List.of(new Target(new TargetId("t0", 0), question)),
        Probing.DEFAULT,
        Duration.ofMillis(300));
  }

  private static ProbeId id(long sequence) {
    return new ProbeId(UPLINK.id(), new TargetId("t0", 0), sequence);
  }

  private static Moment at(long nanos) {
    return new Moment(nanos);
  }

  @ParameterizedTest(name = "TLS {0}: missing after {1} ms, lost after {2} ms")
  @CsvSource({"false, 600, 2000", "true, 1200, 4000"})
  void aQuestionIsWaitedForByItsRoundTrips(boolean tls, long patience, long timeout) {
    OutcomeStage stage = stage(http(tls));
    stage.accept(new Sent(at(0), id(1)), outputs::add);
    stage.accept(new Returned(at(40 * MS), id(1), 40 * MS), outputs::add);
    stage.accept(new Sent(at(1000 * MS), id(2)), outputs::add);
    outputs.clear();
    stage.accept(new Woken(at(9000 * MS)), outputs::add);
    Moment sent = at(1000 * MS);
    assertThat(outputs)
        .containsExactly(
            new Overdue(sent.plusNanos(120 * MS), id(2), sent), // RFC 6298: 40 + 4 * 20
            new Missing(sent.plusNanos(patience * MS), id(2), sent),
            new TimedOut(sent.plusNanos(timeout * MS), id(2), sent),
            new Woken(at(9000 * MS)));
  }

  @Test
  void beforeAnythingWasSentNothingCanBeAnswered() {
    OutcomeStage stage = stage(http(false));
    stage.accept(new Returned(at(5), id(0), 5), outputs::add);
    stage.accept(new Returned(at(5), id(1), 5), outputs::add);
    stage.accept(new Bounced(at(6), id(0), 3, 1, null), outputs::add);
    assertThat(outputs).isEmpty();
  }

  @Test
  void whatIsForgottenForWantOfRoomIsNotWaitedFor() {
    OutcomeStage stage = stage(Scenario.settings(1, 1).targets().getFirst().question());
    int many = (1 << 16) + 1;
    for (int i = 1; i <= many; i++) {
      stage.accept(new Sent(at(i), id(i)), outputs::add);
    }
    for (int i = many; i >= 2; i--) {
      stage.accept(new Returned(at(MS), id(i), MS), outputs::add);
    }
    outputs.clear();
    // All that is remembered is answered: the next waits by its own limit, not by the last one's.
    stage.accept(new Sent(at(2 * MS), id(many + 1)), outputs::add);
    stage.accept(new Woken(at(102 * MS)), outputs::add);
    assertThat(outputs)
        .containsExactly(
            new Overdue(at(102 * MS), id(many + 1), at(2 * MS)), new Woken(at(102 * MS)));
  }
}
