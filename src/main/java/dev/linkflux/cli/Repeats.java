package dev.linkflux.cli;

import dev.linkflux.time.Moment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what is said over and over from filling the log: once in a while, and then with how often
 * it was not said. One owner; not thread safe.
 */
final class Repeats {
  /** Things that are remembered; with more than that of different ones nothing is a repetition. */
  private static final int REMEMBERED = 256;

  private record Last(Moment told, int silenced) {}

  private final Duration pause;
  private final Map<String, Last> told = new HashMap<>();

  /**
   * @param pause between the same and the same
   */
  Repeats(Duration pause) {
    this.pause = pause;
  }

  /**
   * The line, or nothing if the same was told lately.
   *
   * @param same what makes it a repetition
   */
  Optional<String> line(Moment at, String same, String line) {
    Last last = told.get(same);
    if (last != null && at.isBefore(last.told().plus(pause))) {
      told.put(same, new Last(last.told(), last.silenced() + 1));
      return Optional.empty();
    }
    if (told.size() >= REMEMBERED) {
      told.clear();
    }
    told.put(same, new Last(at, 0));
    return Optional.of(
        last == null || last.silenced() == 0
            ? line
            : "%s (and %d times more since it was told before)".formatted(line, last.silenced()));
  }
}
