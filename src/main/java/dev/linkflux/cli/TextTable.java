package dev.linkflux.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A table of text whose columns are compared: labels to the left, values to the right. If not all
 * columns fit beside one another, it goes on below.
 */
final class TextTable {
  private static final int GAP = 2;
  private static final int LEAST = 9;

  private final List<String> heads;
  private final List<Row> rows = new ArrayList<>();

  private record Row(String label, List<String> values) {}

  /**
   * @param heads one of each column
   */
  TextTable(List<String> heads) {
    this.heads = List.copyOf(heads);
  }

  /** Adds a row with a value for each column. */
  void row(String label, List<String> values) {
    rows.add(new Row(label, List.copyOf(values)));
  }

  /** Adds a line above rows that belong together. */
  void title(String label) {
    rows.add(new Row(label, Collections.nCopies(heads.size(), "")));
  }

  /**
   * The lines; a single column too wide for the width is shown all the same.
   *
   * @param width in characters
   */
  List<String> lines(int width) {
    int labels = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    int next = 0;
    while (next < heads.size()) {
      int used = labels;
      int end = next;
      while (end < heads.size() && (end == next || used + GAP + columnWidth(end) <= width)) {
        used += GAP + columnWidth(end++);
      }
      if (next > 0) {
        lines.add("");
      }
      lines.add(line(" ".repeat(labels), heads, next, end));
      for (Row row : rows) {
        lines.add(
            line(row.label() + " ".repeat(labels - row.label().length()), row.values(), next, end));
      }
      next = end;
    }
    return lines;
  }

  private int columnWidth(int column) {
    int values = rows.stream().mapToInt(row -> row.values().get(column).length()).max().orElse(0);
    return Math.max(LEAST, Math.max(values, heads.get(column).length()));
  }

  private String line(String label, List<String> values, int from, int to) {
    StringBuilder line = new StringBuilder(label);
    for (int i = from; i < to; i++) {
      String value = values.get(i);
      line.append(" ".repeat(GAP + columnWidth(i) - value.length())).append(value);
    }
    return line.toString().stripTrailing();
  }
}
