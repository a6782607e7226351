package dev.linkflux.cli;

import dev.linkflux.decision.StateName;
import dev.linkflux.replay.Tally;
import dev.linkflux.replay.score.Delays;
import dev.linkflux.replay.score.Score;
import dev.linkflux.replay.trial.Trial;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The figures of all configurations of a run, a column each. */
final class ReplayFigures {
  private ReplayFigures() {}

  static TextTable table(ReplayRun run) {
    TextTable table = new TextTable(heads(run));
    scored(table, run, "switches", it -> count(it.switches()));
    scored(table, run, "needless switches", it -> count(it.needlessSwitches()));
    scored(table, run, "flaps", it -> count(it.flaps()));
    scored(table, run, "bad seconds", it -> seconds(it.badSeconds()));
    scored(table, run, "hopeless seconds", it -> seconds(it.hopelessSeconds()));
    scored(table, run, "detected", it -> times(it.detection()));
    scored(table, run, "  median", it -> delay(it.detection().median()));
    scored(table, run, "  longest", it -> delay(it.detection().max()));
    scored(table, run, "returned", it -> times(it.recovery()));
    scored(table, run, "  median", it -> delay(it.recovery().median()));
    scored(table, run, "  longest", it -> delay(it.recovery().max()));
    scored(table, run, "bytes of probes", it -> ProgressLine.bytes((double) it.probeBytes()));
    row(table, run, "transitions", trial -> count(trial.tally().transitions()));
    carried(table, run);
    states(table, run);
    return table;
  }

  /** What the configurations are called: by their files' names where these tell them apart. */
  static List<String> heads(ReplayRun run) {
    List<String> names = run.trials().stream().map(Trial::name).toList();
    List<String> files =
        names.stream().map(name -> name.substring(name.lastIndexOf('/') + 1)).toList();
    return new HashSet<>(files).size() == files.size() ? files : names;
  }

  private static List<String> uplinks(ReplayRun run) {
    return run.trials().stream()
        .flatMap(trial -> trial.tally().names().stream())
        .distinct()
        .toList();
  }

  private static void carried(TextTable table, ReplayRun run) {
    table.title("carried by");
    for (String uplink : uplinks(run)) {
      scored(
          table,
          run,
          "  " + uplink,
          it -> share(it.carried().getOrDefault(uplink, 0.0), it.seconds()));
    }
  }

  private static void states(TextTable table, ReplayRun run) {
    for (String uplink : uplinks(run)) {
      table.title(uplink + " was");
      for (StateName state : StateName.values()) {
        boolean ever =
            run.trials().stream().anyMatch(trial -> !trial.tally().inState(uplink, state).isZero());
        if (ever) {
          row(
              table,
              run,
              "  " + state.wire().toLowerCase(Locale.ROOT),
              trial -> share(trial.tally(), uplink, state));
        }
      }
    }
  }

  private static void row(
      TextTable table, ReplayRun run, String label, Function<Trial, String> value) {
    table.row(label, run.trials().stream().map(value).toList());
  }

  private static void scored(
      TextTable table, ReplayRun run, String label, Function<Score, String> value) {
    table.row(label, run.scores().stream().map(value).toList());
  }

  private static String times(Delays delays) {
    int all = delays.count() + delays.missed();
    return all == 0 ? "-" : delays.count() + " of " + all;
  }

  private static String delay(double seconds) {
    return Double.isNaN(seconds) ? "-" : String.format(Locale.ROOT, "%.1f s", seconds);
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%,.1f", seconds);
  }

  private static String share(double part, double whole) {
    return whole > 0 ? String.format(Locale.ROOT, "%.2f %%", part / whole * 100) : "-";
  }

  private static String share(Tally tally, String uplink, StateName state) {
    return tally.names().contains(uplink)
        ? share((double) tally.inState(uplink, state).toNanos(), (double) tally.length().toNanos())
        : "-";
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
