package dev.linkflux.replay.report;

import java.time.Duration;
import java.util.Locale;

/** How times and bytes are said. */
final class Amounts {
  private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB"};

  private Amounts() {}

  /** In its two largest units; below a minute with as many digits as are worth reading. */
  static String span(double seconds) {
    long whole = Math.round(seconds);
    if (seconds < 59.95) {
      return seconds == 0
          ? "0 s"
          : String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    if (whole < 3600) {
      return two(whole / 60, "min", whole % 60, "s");
    }
    if (whole < 86_400) {
      return two(whole / 3600, "h", whole % 3600 / 60, "min");
    }
    return two(whole / 86_400, "d", whole % 86_400 / 3600, "h");
  }

  /**
   * A number of seconds without its unit: with one digit behind the point below ten, if it is not a
   * whole number.
   */
  static String seconds(double value) {
    double tenths = Math.round(value * 10) / 10.0;
    boolean whole = value >= 10 || tenths == Math.rint(tenths);
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.1f", value);
  }

  private static String two(long large, String unit, long small, String smaller) {
    return small == 0 ? large + " " + unit : large + " " + unit + " " + small + " " + smaller;
  }

  /** A setting, exactly. */
  static String exact(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0 || millis == 0) {
      return millis + " ms";
    }
    long seconds = millis / 1000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + " d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  /** In the largest unit of a thousand. */
  static String bytes(long count) {
    double value = count;
    int size = 0;
    while (value >= 1000 && size < SIZES.length - 1) {
      value /= 1000;
      size++;
    }
    return String.format(
        Locale.ROOT, size == 0 || value >= 100 ? "%.0f %s" : "%.1f %s", value, SIZES[size]);
  }

  /** A number with its noun: {@code 1 switch}, {@code 2 switches}. */
  static String count(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }
}
