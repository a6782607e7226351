package dev.linkflux.cli;

import dev.linkflux.replay.Excerpt;
import dev.linkflux.replay.score.Score;
import dev.linkflux.replay.trial.Beginning;
import dev.linkflux.replay.trial.Hindsight;
import dev.linkflux.replay.trial.Trial;
import dev.linkflux.time.Moment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the traces of a router, and what came of each configuration.
 *
 * @param router as it is called
 * @param lines read
 * @param until the last moment that counts
 * @param took reading and deciding
 * @param parsing reading alone, or null if that was not measured
 * @param problems what was skipped in the traces
 * @param hindsight what the uplinks really were
 * @param trials in the order in which they were asked for
 * @param scores of the trials, in their order
 */
record ReplayRun(
    String router,
    Beginning beginning,
    Excerpt excerpt,
    long lines,
    Moment until,
    Duration took,
    @Nullable Duration parsing,
    List<String> problems,
    Hindsight hindsight,
    List<Trial> trials,
    List<Score> scores) {
  Duration length() {
    return until.since(excerpt.from());
  }

  /** Lines read and decided a second. */
  double linesPerSecond() {
    return lines * 1e9 / Math.max(1, took.toNanos());
  }

  /** In words, how it compares with what was recorded; of a run that was compared. */
  String verdict(Trial trial) {
    return trial
        .firstDifference(until)
        .orElse("all %d recorded decisions are the same".formatted(trial.same()));
  }
}
