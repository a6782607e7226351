package dev.linkflux.bench.scoreboard;

import dev.linkflux.bench.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All figures, as they are written to a file.
 *
 * @param seconds that it took
 */
record Board(
    Machine machine,
    String command,
    Effort effort,
    double seconds,
    List<String> quietTraces,
    List<Row> rows) {
  /** For people. */
  String markdown(List<Bar> bars) {
    return """
    # Scoreboard by simulation, %s

    %s- command: `%s`, %.0f s
    - simulated: %d onsets of each trouble at a random phase, %d days of each slight loss, %d hours of each flapping; rtt 40–44 ms where nothing else is said
    - linkflux: the pure chain, two uplinks of which the other one is fine, three targets; from the onset to the election (the route follows)
    - the others: their rules on the same weather; whatever their rule calls usable carries
    - bursts: bad spells of 300 ms in the mean with 80 %% loss, 1 %% over all; jitter storm: each rtt anywhere from 40 to 340 ms

    ## Detection: seconds, p50 / p95 / p99

    Never: not within 10 minutes.

    %s
    ## Steadiness and cost

    Wrong: how often in 30 days the main uplink was left, though nothing was wrong but this loss. Switches: mean in an hour, and in brackets the most.
    Dead target: switches in six hours, in each of which one of three targets is dead, three times everywhere and three times through this uplink only.
    Why: causes of wrong switches, all of those days together.
    Probes an hour and IP bytes in 30 days, of one uplink: in clear weather → at 30 %% loss all the time.

    %s
    ## Recorded traces

    %s
    ## Bars

    They bind the default settings; what the others reach is shown beside.

    %s\
    """
        .formatted(
            machine.at(),
            machine.markdown(),
            command,
            seconds,
            effort.onsets(),
            effort.days(),
            effort.hours(),
            detection(),
            steadiness(),
            traces(),
            judged(bars));
  }

  private String detection() {
    return table(
        Entry.TROUBLE.stream().map(it -> it.title).toList(),
        row -> row.detection().values().stream().map(Delays::text).toList());
  }

  private String steadiness() {
    List<String> head = new ArrayList<>();
    Entry.NO_TROUBLE.forEach(it -> head.add("wrong, " + it.title));
    Entry.HALVES.forEach(it -> head.add("switches, " + it + " s / " + it + " s"));
    head.addAll(List.of("dead target", "probes/h", "MB/month", "why"));
    return table(
        head,
        row -> {
          List<String> cells = new ArrayList<>();
          row.wrong().values().forEach(it -> cells.add(count(it.per30Days())));
          row.flapping().values().forEach(it -> cells.add(it.text()));
          cells.add("" + row.deadTarget());
          cells.add(
              count(row.rest().probesPerHour()) + " → " + count(row.trouble().probesPerHour()));
          cells.add(megabytes(row.rest()) + " → " + megabytes(row.trouble()));
          cells.add(
              row.wrong().values().stream()
                  .map(Wrong::why)
                  .filter(it -> !it.isEmpty())
                  .collect(Collectors.joining("; ")));
          return cells;
        });
  }

  private String traces() {
    List<String> names = List.copyOf(rows.getFirst().traces().keySet());
    if (names.isEmpty()) {
      return "Absent: no directory with traces was found.\n";
    }
    Markdown table = new Markdown(heads("switches; falls if there is one uplink", Row::contestant));
    for (String name : names) {
      List<String> cells =
          new ArrayList<>(List.of(quietTraces.contains(name) ? name + " (quiet)" : name));
      rows.forEach(row -> cells.add("" + row.traces().get(name)));
      table.line(cells);
    }
    return table.text();
  }

  private String judged(List<Bar> bars) {
    Markdown table = new Markdown(heads("bar", Row::contestant));
    for (Bar bar : bars) {
      List<String> cells = new ArrayList<>(List.of(bar.what()));
      rows.forEach(row -> cells.add(bar.judge(row)));
      table.line(cells);
    }
    return table.text();
  }

  private List<String> heads(String first, Function<Row, String> name) {
    List<String> heads = new ArrayList<>(List.of(first));
    heads.addAll(rows.stream().map(name).collect(Collectors.toList()));
    return heads;
  }

  private String table(List<String> head, Function<Row, List<String>> cells) {
    List<String> whole = new ArrayList<>(List.of(""));
    whole.addAll(head);
    Markdown table = new Markdown(whole);
    for (Row row : rows) {
      List<String> line = new ArrayList<>(List.of(row.contestant()));
      line.addAll(cells.apply(row));
      table.line(line);
    }
    return table.text();
  }

  private static String megabytes(Spent spent) {
    return String.format(Locale.ROOT, "%.0f", spent.bytesPerMonth() / 1e6);
  }

  static String count(double figure) {
    return String.format(
        Locale.ROOT, figure < 10 && figure != Math.rint(figure) ? "%.1f" : "%.0f", figure);
  }
}
