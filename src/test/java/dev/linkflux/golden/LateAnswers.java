package dev.linkflux.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.time.Event;

/** Answers that come seconds after their probe was lost are no sign of health. */
final class LateAnswers {
  /** How long ago a probe may have been sent that is evidence of now, seconds. */
  private static final double LATELY = 2;

  private LateAnswers() {}

  /**
   * Every return begins with an answer that came in time, and none ends while answers are late: of
   * the probes that were sent last before it one at least was answered in time.
   */
  static void raiseNothing(Replayed replayed, String uplink) {
    int late = 0;
    double prompt = Double.NEGATIVE_INFINITY;
    double sent = 0;
    for (Event event : replayed.events()) {
      switch (event) {
        case Outcome.Replied reply when reply.promptness() == Promptness.LATE -> late++;
        case Outcome.Replied reply -> {
          prompt = Math.max(prompt, reply.sentAt().nanos() / 1e9);
          sent = Math.max(sent, prompt);
        }
        case Outcome.TimedOut loss -> sent = Math.max(sent, loss.sentAt().nanos() / 1e9);
        case Transition it
            when it.uplink().name().equals(uplink)
                && (it.to() == StateName.RECOVERING || it.to() == StateName.UP) ->
            assertThat(sent - prompt)
                .as("seconds from the last probe that was answered in time to the last, at %s", it)
                .isLessThan(LATELY);
        default -> {}
      }
    }
    assertThat(late).as("late answers").isGreaterThan(100);
  }
}
