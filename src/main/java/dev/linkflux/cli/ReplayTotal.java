package dev.linkflux.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.replay.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One configuration over all routers.
 *
 * @param config its name; {@code as recorded} is one of each router
 * @param transitions of all uplinks
 * @param scores one of each router
 */
record ReplayTotal(String config, long transitions, List<Score> scores) {
  /** One of each configuration, in the order in which they were asked for. */
  static List<ReplayTotal> of(List<ReplayRun> runs) {
    List<ReplayTotal> totals = new ArrayList<>();
    for (int i = 0; i < runs.getFirst().trials().size(); i++) {
      int config = i;
      totals.add(
          new ReplayTotal(
              runs.getFirst().trials().get(config).name(),
              runs.stream().mapToLong(run -> run.trials().get(config).tally().transitions()).sum(),
              runs.stream().map(run -> run.scores().get(config)).toList()));
    }
    return totals;
  }

  private double seconds() {
    return scores.stream().mapToDouble(Score::seconds).sum();
  }

  private long switches() {
    return scores.stream().mapToLong(Score::switches).sum();
  }

  private long needless() {
    return scores.stream().mapToLong(Score::needlessSwitches).sum();
  }

  private long flaps() {
    return scores.stream().mapToLong(Score::flaps).sum();
  }

  private double bad() {
    return scores.stream().mapToDouble(Score::badSeconds).sum();
  }

  private double hopeless() {
    return scores.stream().mapToDouble(Score::hopelessSeconds).sum();
  }

  private long bytes() {
    return scores.stream().mapToLong(Score::probeBytes).sum();
  }

  void write(ObjectNode node) {
    node.put("config", config);
    node.put("seconds", rounded(seconds()));
    node.put("transitions", transitions);
    node.put("switches", switches());
    node.put("needless_switches", needless());
    node.put("flaps", flaps());
    node.put("bad_s", rounded(bad()));
    node.put("hopeless_s", rounded(hopeless()));
    node.put("probe_bytes", bytes());
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1e3) / 1e3;
  }

  static TextTable table(List<ReplayRun> runs) {
    List<ReplayTotal> totals = of(runs);
    TextTable table = new TextTable(ReplayFigures.heads(runs.getFirst()));
    row(table, totals, "switches", it -> ReplayFigures.count(it.switches()));
    row(table, totals, "needless switches", it -> ReplayFigures.count(it.needless()));
    row(table, totals, "flaps", it -> ReplayFigures.count(it.flaps()));
    row(table, totals, "bad seconds", it -> ReplayFigures.seconds(it.bad()));
    row(table, totals, "hopeless seconds", it -> ReplayFigures.seconds(it.hopeless()));
    row(table, totals, "bytes of probes", it -> ProgressLine.bytes((double) it.bytes()));
    row(table, totals, "transitions", it -> ReplayFigures.count(it.transitions));
    return table;
  }

  private static void row(
      TextTable table,
      List<ReplayTotal> totals,
      String label,
      Function<ReplayTotal, String> value) {
    table.row(label, totals.stream().map(value).toList());
  }
}
