package dev.linkflux.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text and figures as a terminal shows them. */
final class Shown {
  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};

  private Shown() {}

  /** What came over the network, without anything that steers a terminal. */
  static String clean(String text, boolean unicode) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            it -> {
              boolean control =
                  Character.isISOControl(it) || Character.getType(it) == Character.FORMAT;
              if (control || (it > '~' && !unicode)) {
                clean.append(it == '–' ? '-' : '?');
              } else {
                clean.appendCodePoint(it);
              }
            });
    return clean.toString();
  }

  /** Of exactly that many columns; a longer one ends in a sign of that. */
  static String fit(String text, int width, boolean unicode) {
    int length = text.codePointCount(0, text.length());
    return length <= width ? text + " ".repeat(width - length) : cut(text, width, unicode);
  }

  /** Of at most that many columns. */
  static String cut(String text, int width, boolean unicode) {
    if (text.codePointCount(0, text.length()) <= width) {
      return text;
    }
    String mark = unicode ? "…" : "~";
    return width < 1 ? "" : text.substring(0, text.offsetByCodePoints(0, width - 1)) + mark;
  }

  /** A number to the right. */
  static String number(double value, String format, boolean unicode) {
    return Double.isNaN(value) ? unicode ? "–" : "-" : String.format(Locale.ROOT, format, value);
  }

  /** Bytes in three digits or so. */
  static String bytes(double bytes) {
    double left = bytes;
    int unit = 0;
    while (Math.abs(left) >= 999.5 && unit < BYTES.length - 1) {
      left /= 1000;
      unit++;
    }
    return String.format(
        Locale.ROOT, unit > 0 && left < 9.95 ? "%.1f %s" : "%.0f %s", left, BYTES[unit]);
  }

  /** How long it has been. */
  static String age(@Nullable Instant since, Instant now, boolean unicode) {
    if (since == null) {
      return unicode ? "–" : "-";
    }
    long seconds = Math.max(0, Duration.between(since, now).toSeconds());
    return seconds < 120
        ? seconds + " s"
        : seconds < 7200
            ? seconds / 60 + " min"
            : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }
}
