package dev.linkflux.server.check;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Figures as they stand in details. */
final class Figures {
  private static final double MILLIS = 1_000;

  private Figures() {}

  /** Seconds with a tenth, such as {@code 3.0 s}. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / MILLIS);
  }

  /** Whole milliseconds, or a tenth of one below ten, such as {@code 12 ms} and {@code 0.4 ms}. */
  static String millis(long nanos) {
    double millis = (double) nanos / TimeUnit.MILLISECONDS.toNanos(1);
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }
}
