package dev.linkflux.cli;

import dev.linkflux.decision.Election;
import dev.linkflux.replay.trial.Divergence;
import dev.linkflux.replay.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What came of a replay, for a person: first the figures beside one another, then when the
 * configurations did not agree, then what each has decided.
 */
final class ReplayText {
  /** Times at which they did not agree that are shown: the longest. */
  private static final int DISAGREEMENTS = 20;

  /** Decisions of a configuration that are shown: the first. */
  private static final int DECISIONS = 200;

  private final int width;

  /**
   * @param width of a line, in characters; sentences may be longer
   */
  ReplayText(int width) {
    this.width = width;
  }

  /** The lines of all routers, and of all together if there are several. */
  String of(List<ReplayRun> runs) {
    List<String> lines = new ArrayList<>();
    for (ReplayRun run : runs) {
      if (runs.size() > 1) {
        lines.add("── " + run.router() + " " + "─".repeat(Math.max(3, 40 - run.router().length())));
      }
      lines.addAll(of(run));
      lines.add("");
    }
    if (runs.size() > 1) {
      lines.add("── all " + runs.size() + " routers ──");
      lines.addAll(ReplayTotal.table(runs).lines(width));
    }
    return String.join("\n", lines).stripTrailing();
  }

  private List<String> of(ReplayRun run) {
    List<String> lines = new ArrayList<>();
    lines.add(head(run));
    lines.add("");
    lines.addAll(ReplayFigures.table(run).lines(width));
    if (run.trials().size() > 1) {
      lines.add("");
      disagreements(run, lines);
    }
    for (Trial trial : run.trials()) {
      lines.add("");
      decisions(run, trial, lines);
    }
    return lines;
  }

  private static String head(ReplayRun run) {
    Duration parsing = run.parsing();
    String ofParsing =
        parsing == null
            ? ""
            : String.format(
                Locale.ROOT,
                "; parsing alone %d ms: %.0f %% of its speed",
                parsing.toMillis(),
                100.0 * parsing.toNanos() / Math.max(1, run.took().toNanos()));
    return String.format(
        Locale.ROOT,
        "%s to %s: %s, %,d events in %s (%s events/s%s)",
        WallText.of(run.beginning().wall(run.excerpt().from())),
        WallText.of(run.beginning().wall(run.until())),
        WallText.of(run.length()),
        run.lines(),
        WallText.of(run.took()),
        ProgressLine.rate(run.linesPerSecond()),
        ofParsing);
  }

  private static void disagreements(ReplayRun run, List<String> lines) {
    List<Divergence> all =
        Divergence.between(
            run.trials().stream().map(Trial::tally).toList(), run.excerpt().from(), run.until());
    if (all.isEmpty()) {
      lines.add("They agree all the time on what carries.");
      return;
    }
    Duration together = all.stream().map(Divergence::length).reduce(Duration.ZERO, Duration::plus);
    lines.add(
        "They do not agree for %s, %s%s:"
            .formatted(
                WallText.of(together),
                all.size() == 1 ? "once" : all.size() + " times",
                all.size() > DISAGREEMENTS ? "; the longest" : ""));
    all.stream()
        .sorted(Comparator.comparing(Divergence::length).reversed())
        .limit(DISAGREEMENTS)
        .sorted(Comparator.comparing(Divergence::from))
        .map(it -> "  " + line(run, it))
        .forEach(lines::add);
  }

  private static String line(ReplayRun run, Divergence it) {
    List<String> names = ReplayFigures.heads(run);
    List<String> sides = new ArrayList<>();
    for (int i = 0; i < run.trials().size(); i++) {
      List<String> carrying = it.carrying().get(i);
      String who = carrying.isEmpty() ? "nobody" : String.join(" + ", carrying);
      sides.add(who + " (" + names.get(i) + ")");
    }
    return "%s  %9s  %s"
        .formatted(
            WallText.exactly(run.beginning().wall(it.from())),
            WallText.of(it.length()),
            String.join(", ", sides));
  }

  private static void decisions(ReplayRun run, Trial trial, List<String> lines) {
    List<Election> elections = trial.tally().elections();
    Election standing = trial.tally().standing();
    lines.add(
        "%s: %s (UTC)"
            .formatted(
                trial.name(),
                elections.isEmpty() ? "nothing is decided" : "what carries, and why"));
    if (standing != null) {
      lines.add("  before that           " + standing.sentence());
    }
    elections.stream()
        .limit(DECISIONS)
        .map(
            election ->
                "  %s %s"
                    .formatted(
                        WallText.exactly(run.beginning().wall(election.at())), election.sentence()))
        .forEach(lines::add);
    if (elections.size() > DECISIONS) {
      lines.add(
          "  … and %d more, which --json and --events have"
              .formatted(elections.size() - DECISIONS));
    }
  }
}
