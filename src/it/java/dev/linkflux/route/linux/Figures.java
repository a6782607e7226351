package dev.linkflux.route.linux;

import java.util.Arrays;
import java.util.Locale;

/** Sums up times. */
final class Figures {
  private Figures() {}

  /**
   * Median, 99th percentile and maximum.
   *
   * @param nanos times in nanoseconds
   */
  static String of(long... nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "p50 %.0f us, p99 %.0f us, max %.0f us (of %d)",
        sorted[sorted.length / 2] / 1e3,
        sorted[sorted.length * 99 / 100] / 1e3,
        sorted[sorted.length - 1] / 1e3,
        sorted.length);
  }
}
