package dev.linkflux.cli;

import java.io.PrintWriter;
import java.util.List;

/** Draws lines over those that it drew before (ECMA-48, and DECAWM against broken lines). */
final class Screen {
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final String ERASE_LINE = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";

  private final PrintWriter out;
  private int drawn;

  Screen(PrintWriter out) {
    this.out = out;
  }

  void draw(List<String> lines) {
    StringBuilder frame = new StringBuilder(NO_WRAP);
    if (drawn > 0) {
      frame.append("\u001b[%dF".formatted(drawn));
    }
    lines.forEach(line -> frame.append(line).append(ERASE_LINE).append('\n'));
    frame.append(ERASE_BELOW).append(WRAP);
    drawn = lines.size();
    out.print(frame);
    out.flush();
  }
}
