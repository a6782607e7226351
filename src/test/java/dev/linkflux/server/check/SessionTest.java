package dev.linkflux.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

/** When a server is asked how it is, and how long what came of that holds. */
class SessionTest {
  private static final Duration NANO = Duration.ofNanos(1);

  private static final Breach SILENCE = new Breach(Rung.API_ERROR, "no answer within 3.0 s");

  private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
  private final Session session = new Session(scheduler);

  @AfterEach
  void end() {
    scheduler.dispose();
  }

  private void pass(Duration time) {
    scheduler.advanceTimeBy(time);
  }

  @Test
  void whatItHasSaidHoldsForAMinute() {
    assertThat(session.isDue()).isTrue();
    session.asking();
    session.said(new Breach(Rung.API_ERROR, "status 500"));
    pass(Session.STATUS.minus(NANO));
    assertThat(session.isDue()).isFalse();
    pass(NANO);
    assertThat(session.isDue()).isTrue();
  }

  @Test
  void thatItDidNotAnswerHoldsForTenSecondsAndTheNextAnswerForAMinuteAgain() {
    session.asking();
    session.unanswered(SILENCE);
    pass(Session.UNANSWERED.minus(NANO));
    assertThat(session.isDue()).isFalse();
    pass(NANO);
    assertThat(session.isDue()).isTrue();

    session.asking();
    session.said(null);
    pass(Session.STATUS.minus(NANO));
    assertThat(session.isDue()).isFalse();
  }

  @Test
  void whatItSaidBeforeOutlivesOneSilenceButNotTwoInARow() {
    Breach late = new Breach(Rung.CLOCK, "5 min behind");
    session.said(late);
    session.unanswered(SILENCE);
    assertThat(session.said()).isEqualTo(late);
    session.unanswered(SILENCE);
    assertThat(session.said()).isEqualTo(SILENCE);

    session.said(null);
    session.unanswered(SILENCE);
    assertThat(session.said()).isNull();
  }

  @Test
  void oneThatWasNotReachedIsAskedWithTheNextCheck() {
    session.asking();
    session.unasked();
    assertThat(session.isDue()).isTrue();
  }
}
