package dev.linkflux.cli;

import dev.linkflux.engine.Reason;
import dev.linkflux.replay.report.Chapter;
import dev.linkflux.replay.report.Choice;
import dev.linkflux.replay.report.Page;
import dev.linkflux.replay.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of a replay, as a page for a browser. */
final class ReplayPage {
  private ReplayPage() {}

  /**
   * Writes it, over what may be there.
   *
   * @param runs with their curves
   * @throws Refusal if that is not possible
   */
  static void write(Path file, List<ReplayRun> runs) {
    try {
      Page.write(
          file,
          runs.stream().map(ReplayRun::router).collect(Collectors.joining(", ")),
          runs.stream().map(run -> chapter(run, runs.size() > 1)).toList());
    } catch (IOException e) {
      throw new Refusal(Refusal.FAILED, "linkflux: cannot write " + file + ": " + Reason.of(e));
    }
  }

  private static Chapter chapter(ReplayRun run, boolean named) {
    List<Choice> choices = new ArrayList<>();
    for (int i = 0; i < run.trials().size(); i++) {
      Trial trial = run.trials().get(i);
      choices.add(new Choice(trial.name(), trial.settings(), trial.course(), run.scores().get(i)));
    }
    return new Chapter(
        named ? run.router() : "",
        Optional.of(run.beginning().wall()),
        run.excerpt().from(),
        run.until(),
        run.hindsight().curves(),
        run.hindsight().truth(),
        choices);
  }
}
