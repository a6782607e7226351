package dev.linkflux.cli;

import dev.linkflux.control.Settings;
import dev.linkflux.replay.Excerpt;
import dev.linkflux.replay.Lane;
import dev.linkflux.replay.Replay;
import dev.linkflux.replay.SideBySide;
import dev.linkflux.replay.score.Score;
import dev.linkflux.replay.trial.Beginning;
import dev.linkflux.replay.trial.Hindsight;
import dev.linkflux.replay.trial.Strangers;
import dev.linkflux.replay.trial.Trial;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.TraceReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Takes the traces of one router through all configurations at once. A foreign log is begun anew if
 * somebody appears in it late: without a header nobody can know.
 *
 * @param span which part of them
 * @param wish which configurations and uplinks
 * @param verify true to hold it against what was recorded
 * @param measure true to read once more before, to know what reading alone takes
 * @param events where decisions are written, or null
 * @param drawn true if the curves are wanted
 */
record ReplayPass(
    ReplaySpan span,
    ReplayChoice.Wish wish,
    boolean verify,
    boolean measure,
    @Nullable Path events,
    boolean drawn,
    PrintWriter err) {
  /** Problems of a trace that are told one by one; the rest is counted. */
  private static final int SHOWN = 10;

  /** Steps that may wait for a lane; there are never more than a few. */
  private static final int WAITING = 10_000;

  private static final int LINGER_SECONDS = 1;

  /**
   * Runs; blocks until it is done.
   *
   * @throws Refusal if what is asked for does not fit the traces
   */
  ReplayRun over(RouterTraces router) {
    try {
      return over(router, router.beginning(false));
    } catch (Strangers.Appeared _) {
      return over(router, router.beginning(true));
    }
  }

  private ReplayRun over(RouterTraces router, Beginning beginning) {
    Excerpt excerpt = span.of(beginning, verify);
    List<ReplayChoice> choices = ReplayChoice.of(wish, beginning, err);
    Settings first = choices.getFirst().settings();
    List<Trial> trials =
        choices.stream()
            .map(choice -> new Trial(choice.name(), choice.settings(), choice.changes(), excerpt))
            .toList();
    Duration parsing = measure ? parse(router, excerpt, first) : null;
    Hindsight hindsight = new Hindsight(first, excerpt, !wish.uplinks().isEmpty(), drawn);
    long began = System.nanoTime();
    TraceReader reader;
    try (ReplayProgress progress = ReplayProgress.over(router.files());
        DecisionFiles files = DecisionFiles.open(events, choices.size(), excerpt)) {
      List<Lane> lanes = new ArrayList<>();
      for (Trial trial : trials) {
        Consumer<List<Event>> file = files.of(lanes.size());
        lanes.add(verify ? trial.compared(file) : trial.lane(file));
      }
      Consumer<List<Event>> strangers =
          beginning.header() == null ? new Strangers(beginning, first) : _ -> {};
      Consumer<List<Event>> inputs = strangers.andThen(hindsight);
      reader =
          run(
              new SideBySide(Replay.of(router.files()).part(excerpt, progress), lanes),
              inputs,
              verify ? event -> trials.forEach(trial -> trial.recorded(event)) : _ -> {},
              lanes.size());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Moment end = reader.end().isAfter(excerpt.to()) ? excerpt.to() : reader.end();
    requireReached(beginning, excerpt, end);
    hindsight.end(end);
    List<Score> scores = trials.stream().map(trial -> trial.score(hindsight.truth(), end)).toList();
    return new ReplayRun(
        router.name(),
        beginning,
        excerpt,
        reader.lines(),
        end,
        took,
        parsing,
        problems(reader),
        hindsight,
        trials,
        scores);
  }

  /**
   * A trace that ends before anything counts is none.
   *
   * @throws Refusal if it is so
   */
  static void requireReached(Beginning beginning, Excerpt excerpt, Moment end) {
    if (end.isBefore(excerpt.from())) {
      throw new Refusal(
          Refusal.WRONG,
          "linkflux: --from, %s, is after the end of the trace, which is %s"
              .formatted(
                  WallText.of(beginning.wall(excerpt.from())), WallText.of(beginning.wall(end))));
    }
  }

  /** Each lane on a thread of its own; but what is compared stays with who reads. */
  private TraceReader run(
      SideBySide pass, Consumer<List<Event>> inputs, Consumer<Event> recorded, int lanes) {
    if (verify || lanes == 1) {
      return finished(pass.run(inputs, recorded));
    }
    Scheduler threads =
        Schedulers.newBoundedElastic(lanes, WAITING, "linkflux-lane", LINGER_SECONDS, true);
    try {
      return finished(pass.run(inputs, recorded, threads));
    } finally {
      threads.dispose();
    }
  }

  private static TraceReader finished(Mono<TraceReader> pass) {
    return Objects.requireNonNull(pass.block());
  }

  private static Duration parse(RouterTraces router, Excerpt excerpt, Settings settings) {
    long began = System.nanoTime();
    Replay.of(router.files()).part(excerpt, _ -> {}).inputs(settings, _ -> {}, _ -> {}).blockLast();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** What was skipped, in words. */
  static List<String> problems(TraceReader reader) {
    List<String> problems = new ArrayList<>();
    reader.problems().stream().limit(SHOWN).forEach(problem -> problems.add(problem.toString()));
    long more = reader.problemCount() - problems.size();
    if (more > 0) {
      problems.add("… and " + more + " more places that were skipped");
    }
    if (reader.unknownTypes() > 0) {
      problems.add(reader.unknownTypes() + " lines of unknown types were skipped");
    }
    return problems;
  }
}
