package dev.linkflux.bench.scoreboard;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown whose columns are aligned for the terminal too. */
final class Markdown {
  private final List<List<String>> lines = new ArrayList<>();

  /** A table with these columns. */
  Markdown(List<String> head) {
    lines.add(List.copyOf(head));
  }

  /** As many cells as the head has. */
  void line(List<String> cells) {
    lines.add(List.copyOf(cells));
  }

  String text() {
    int columns = lines.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < lines.size(); number++) {
      append(text, lines.get(number), widths);
      if (number == 0) {
        text.append('|');
        for (int width : widths) {
          text.repeat('-', width + 2).append('|');
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> cells, int[] widths) {
    text.append('|');
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      text.append(' ').append(cell).repeat(' ', widths[i] - cell.length()).append(" |");
    }
    text.append('\n');
  }
}
