package dev.linkflux.cli;

import dev.linkflux.replay.Tally;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.TraceReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One configuration's run over the traces.
 *
 * @param config its name
 * @param lines read
 * @param end the last moment of any of them
 * @param took reading and deciding
 * @param parsing reading alone, or null if that was not measured
 * @param problems what was skipped in the traces
 */
record ReplayRun(
    String config,
    Tally tally,
    long lines,
    Moment end,
    Duration took,
    @Nullable Duration parsing,
    List<String> problems) {
  /** Problems of a trace that are told one by one; the rest is counted. */
  private static final int SHOWN = 10;

  static ReplayRun of(
      String config, Tally tally, TraceReader reader, Duration took, @Nullable Duration parsing) {
    List<String> problems = new ArrayList<>();
    reader.problems().stream().limit(SHOWN).forEach(problem -> problems.add(problem.toString()));
    long more = reader.problemCount() - problems.size();
    if (more > 0) {
      problems.add("… and " + more + " more places that were skipped");
    }
    if (reader.unknownTypes() > 0) {
      problems.add(reader.unknownTypes() + " lines of unknown types were skipped");
    }
    return new ReplayRun(config, tally, reader.lines(), reader.end(), took, parsing, problems);
  }

  /** Lines read and decided a second. */
  double linesPerSecond() {
    return lines * 1e9 / Math.max(1, took.toNanos());
  }
}
