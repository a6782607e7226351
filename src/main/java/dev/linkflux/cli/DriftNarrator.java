package dev.linkflux.cli;

import dev.linkflux.route.Drifted;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what others change of ours, once it is put back. Who fights with another manager of routes
 * reads of it every few seconds, with a count. One owner; not thread safe.
 */
final class DriftNarrator {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private @Nullable String what;
  private long generation;
  private long repairs;
  private @Nullable Moment told;

  /** What is to be said now that this has happened. */
  Optional<String> line(Event event) {
    switch (event) {
      case Drifted drifted -> what = drifted.what();
      case RoutePlan plan when plan.cause() == Cause.DRIFT -> generation = plan.generation();
      case RouteAnswer.Applied applied
          when applied.generation() == generation && applied.changes() > 0 -> {
        repairs++;
        generation = 0;
      }
      default -> {}
    }
    return due(event.at());
  }

  private Optional<String> due(Moment now) {
    Moment before = told;
    if (repairs == 0 || what == null || (before != null && before.plus(PAUSE).isAfter(now))) {
      return Optional.empty();
    }
    String line =
        repairs == 1
            ? what + "; put back"
            : "%s; put back, as %d more since the line before".formatted(what, repairs - 1);
    repairs = 0;
    told = now;
    return Optional.of(line);
  }
}
