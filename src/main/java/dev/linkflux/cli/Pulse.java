package dev.linkflux.cli;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.time.Duration;
import java.util.List;

/**
 * Which turns of the pipeline are worth waking others for: all but most of those in which time
 * passed and nothing else happened; one of these a second says that it still runs. One thread only.
 */
final class Pulse {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Moment next = Moment.ZERO;

  boolean isWorthTelling(List<Event> turn) {
    return turn.size() > 1 || turn.stream().anyMatch(this::isWorthTelling);
  }

  boolean isWorthTelling(Event event) {
    if (event instanceof Woken woken) {
      if (woken.at().isBefore(next)) {
        return false;
      }
      next = woken.at().plus(PAUSE);
    }
    return true;
  }
}
