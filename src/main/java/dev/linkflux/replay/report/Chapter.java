package dev.linkflux.replay.report;

import dev.linkflux.replay.score.Truth;
import dev.linkflux.time.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One router's trace, and all that was tried on it.
 *
 * @param router its name; empty if there is only one
 * @param wall what a clock showed at the trace's zero, if that is known
 * @param from where what is shown begins
 * @param until where it ends
 * @param curves of its inputs, at their end
 * @param truth of its inputs, at their end
 * @param choices at least one; what the others differ from stands first
 */
public record Chapter(
    String router,
    Optional<Instant> wall,
    Moment from,
    Moment until,
    Curves curves,
    Truth truth,
    List<Choice> choices) {
  public Chapter {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("nothing was tried");
    }
  }
}
