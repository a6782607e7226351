package dev.linkflux.cli;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a reading is, in words that fit a narrow terminal.
 *
 * @param size bytes of all files; 0 if that is not known
 */
record ProgressLine(long size) {
  private static final int WIDTH = 20;

  /**
   * The line, without its end.
   *
   * @param position bytes of the files that are read
   * @param lines that are read
   * @param since how long it has taken until now
   */
  String of(long position, long lines, Duration since) {
    double share = size == 0 ? 0 : Math.min(1, (double) position / size);
    int full = (int) Math.round(share * WIDTH);
    double seconds = Math.max(1e-3, since.toNanos() / 1e9);
    String left =
        share == 0
            ? ""
            : ", "
                + WallText.of(Duration.ofMillis(Math.round(seconds * (1 - share) / share * 1e3)))
                + " left";
    return String.format(
        Locale.ROOT,
        "%s%s %3.0f %% of %s, %s events/s%s",
        "█".repeat(full),
        "░".repeat(WIDTH - full),
        share * 100,
        bytes((double) size),
        rate(lines / seconds),
        left);
  }

  /** {@code 1.2 GB}. */
  static String bytes(double bytes) {
    return bytes < 1e6
        ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3)
        : bytes < 1e9
            ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
            : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  /** {@code 2.1 M}. */
  static String rate(double perSecond) {
    return perSecond < 1e6
        ? String.format(Locale.ROOT, "%,.0f", perSecond)
        : String.format(Locale.ROOT, "%.1f M", perSecond / 1e6);
  }
}
