package dev.linkflux.cli;

import java.io.Console;
import java.util.Optional;

/**
 * What is known of where the output goes.
 *
 * @param interactive true if a person looks at it: lines may be drawn anew
 * @param coloured true if colours are welcome
 */
record Terminal(boolean interactive, boolean coloured) {
  /** Plain lines, as for a file or a pipe. */
  static final Terminal PLAIN = new Terminal(false, false);

  /** That of this process. Whoever sets NO_COLOR to anything wants none (no-color.org). */
  static Terminal present() {
    // Without a terminal there may be none, or, since JDK 22, one that is not one.
    boolean interactive =
        Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    String noColour = System.getenv("NO_COLOR");
    return new Terminal(interactive, interactive && (noColour == null || noColour.isEmpty()));
  }
}
