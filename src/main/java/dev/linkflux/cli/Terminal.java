package dev.linkflux.cli;

import dev.linkflux.kernel.Tty;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is known of where the output goes.
 *
 * @param interactive true if a person looks at it, and lines may be drawn anew
 * @param coloured true if colours are welcome
 * @param unicode true if it shows more than ASCII
 */
record Terminal(boolean interactive, boolean coloured, boolean unicode) {
  /** Of terminals that do not say, and of none. */
  static final Tty.Size USUAL = new Tty.Size(80, 24);

  /** Plain lines, as for a file or a pipe. */
  static final Terminal PLAIN = new Terminal(false, false, true);

  /** That of this process. */
  static Terminal present() {
    return of(Tty.size(Tty.OUTPUT).isPresent(), System.getenv());
  }

  /**
   * That of an environment. Whoever sets NO_COLOR to anything wants no colours (no-color.org).
   *
   * @param tty true if the output is a terminal
   */
  static Terminal of(boolean tty, Map<String, String> environment) {
    boolean able = tty && !environment.getOrDefault("TERM", "").equals("dumb");
    boolean coloured = able && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(able, coloured, unicode(environment));
  }

  /** As the C library finds it (setlocale(3)): the first that is set counts. */
  private static boolean unicode(Map<String, String> environment) {
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .map(value -> value.toUpperCase(Locale.ROOT).replace("-", "").endsWith("UTF8"))
        .orElse(false);
  }

  /** How large it is now. */
  static Tty.Size size() {
    return Tty.size(Tty.OUTPUT).filter(size -> size.columns() > 0 && size.rows() > 0).orElse(USUAL);
  }
}
