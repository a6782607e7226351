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
    session.unanswered();
    session.said(new Breach(Rung.API_ERROR, "no answer within 3.0 s"));
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
  void oneThatWasNotReachedIsAskedWithTheNextCheck() {
    session.asking();
    session.unasked();
    assertThat(session.isDue()).isTrue();
  }
}
