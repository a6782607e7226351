package dev.linkflux.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The uplinks as a table, with as many of its columns as there is room for. */
final class BoardTable {
  /** The highest blocks stand for that much at least: a ratio, and milliseconds. */
  private static final double LEAST_LOSS = 0.1;

  private static final double LEAST_RTT = 50;
  private static final double LEAST_JITTER = 20;
  private static final int LONGEST_NAME = 16;

  private final Terminal terminal;

  BoardTable(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * A column.
   *
   * @param rank the lower, the sooner it has room
   * @param right true if its text stands at its right end
   */
  private record Column(
      String title, int width, int rank, boolean right, Function<BoardRow, String> text) {}

  /** The title and a line for each, no wider than the terminal. */
  List<String> lines(List<BoardRow> rows, Instant now, int width) {
    List<Column> columns = fitting(rows, now, width);
    List<String> lines = new ArrayList<>();
    StringBuilder title = new StringBuilder();
    columns.forEach(column -> title.append(cell(column, column.title)).append(' '));
    lines.add(Paint.FAINT.on(title.toString().stripTrailing(), terminal.coloured()));
    for (BoardRow row : rows) {
      StringBuilder line = new StringBuilder();
      columns.forEach(column -> line.append(painted(column, row)).append(' '));
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private List<Column> fitting(List<BoardRow> rows, Instant now, int width) {
    List<Column> all = columns(rows, now);
    List<Column> chosen = new ArrayList<>();
    int used = 0;
    for (Column column : all.stream().sorted(Comparator.comparingInt(Column::rank)).toList()) {
      if (used + column.width <= width) {
        chosen.add(column);
        used += column.width + 1;
      }
    }
    return all.stream().filter(chosen::contains).toList();
  }

  private List<Column> columns(List<BoardRow> rows, Instant now) {
    boolean unicode = terminal.unicode();
    int names = 6;
    for (BoardRow row : rows) {
      names = Math.clamp(row.name().codePointCount(0, row.name().length()), names, LONGEST_NAME);
    }
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(" ", 1, 0, false, row -> row.carrying() ? unicode ? "⇄" : "=" : " "));
    columns.add(new Column("UPLINK", names, 1, false, row -> Shown.clean(row.name(), unicode)));
    columns.add(new Column("STATE", 12, 2, false, row -> state(row.state())));
    columns.add(new Column("CAUSE", 12, 6, false, this::cause));
    columns.add(new Column("SINCE", 7, 5, true, row -> Shown.age(row.since(), now, unicode)));
    columns.add(
        new Column("LOSS", 7, 4, true, row -> Shown.number(row.loss() * 100, "%.1f %%", unicode)));
    trend(columns, 9, row -> row.losses().blocks(LEAST_LOSS));
    columns.add(new Column("RTT", 9, 3, true, row -> Shown.number(row.rtt(), "%.1f ms", unicode)));
    trend(columns, 8, row -> row.rtts().blocks(LEAST_RTT));
    columns.add(
        new Column("JITTER", 8, 7, true, row -> Shown.number(row.jitter(), "%.1f ms", unicode)));
    trend(columns, 11, row -> row.jitters().blocks(LEAST_JITTER));
    if (rows.stream().anyMatch(row -> !Double.isNaN(row.left()))) {
      columns.add(
          new Column(
              "LEFT", 7, 7, true, row -> Double.isNaN(row.left()) ? "" : Shown.bytes(row.left())));
    }
    return columns;
  }

  /** Blocks are no ASCII: there are only figures then. */
  private void trend(List<Column> columns, int rank, Function<BoardRow, String> blocks) {
    if (terminal.unicode()) {
      columns.add(new Column("1 min", Trend.SLOTS, rank, false, blocks));
    }
  }

  private String cause(BoardRow row) {
    String word = row.steering();
    return Shown.clean(word.equals("auto") ? row.cause() : "order: " + word, terminal.unicode());
  }

  /** A mark and the word: nobody has to tell colours apart. */
  String state(String state) {
    Look look = Look.of(state);
    return (terminal.unicode() ? look.mark() : look.letter())
        + " "
        + Shown.clean(state, terminal.unicode());
  }

  private String painted(Column column, BoardRow row) {
    String cell = cell(column, column.text.apply(row));
    return switch (column.title) {
      case "STATE" -> Look.badge(row.state()).on(cell, terminal.coloured());
      case "UPLINK", " " -> row.carrying() ? Paint.BOLD.on(cell, terminal.coloured()) : cell;
      default -> cell;
    };
  }

  private String cell(Column column, String text) {
    String fit = Shown.fit(text, column.width, terminal.unicode());
    String bare = fit.stripTrailing();
    return column.right ? " ".repeat(fit.length() - bare.length()) + bare : fit;
  }
}
