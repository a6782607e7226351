package dev.linkflux.cli;

import dev.linkflux.kernel.Tty;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The terminal while it shows one picture: on a screen of its own, so that what was there before
 * comes back (ECMA-48, and the private modes of xterm that all others have taken over). Nothing is
 * touched before the first picture: what goes wrong until then is said in the usual place. Closing
 * may come from another thread.
 */
final class Screen {
  /** Another screen, no cursor, no wrapping of lines that are too long. */
  private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";

  private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String ERASE_ALL = "\u001b[2J";
  private static final String ERASE_LINE = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";

  private final PrintStream out;
  private Optional<Tty.Saved> keys = Optional.empty();
  private Tty.@Nullable Size size;
  private List<String> drawn = List.of();
  private boolean closed;

  Screen(PrintStream out) {
    this.out = out;
  }

  /** Shows the lines, of which there are no more than it has, if they are not shown already. */
  synchronized void draw(List<String> lines, Tty.Size now) {
    boolean same = now.equals(size);
    if (closed || (same && lines.equals(drawn))) {
      return;
    }
    if (size == null) {
      keys = Tty.unbuffered(Tty.INPUT);
      out.print(ENTER);
    }
    StringBuilder frame = new StringBuilder(same ? "" : ERASE_ALL).append(HOME);
    // No line end behind the last line: it would move all others up.
    frame.append(String.join(ERASE_LINE + "\r\n", lines)).append(ERASE_LINE).append(ERASE_BELOW);
    out.print(frame);
    out.flush();
    size = now;
    drawn = lines;
  }

  /** Shows again what was there before. */
  synchronized void close() {
    boolean open = !closed && size != null;
    closed = true;
    if (open) {
      out.print(LEAVE);
      out.flush();
      keys.ifPresent(Tty.Saved::restore);
    }
  }
}
