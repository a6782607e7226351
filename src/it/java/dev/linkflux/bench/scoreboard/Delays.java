package dev.linkflux.bench.scoreboard;

import java.util.List;
import java.util.Locale;

/**
 * How long detection took, nearest-rank percentiles in seconds; infinite where it did not happen
 * within the time that was waited for it.
 *
 * @param never share that was not detected at all, 0 to 1
 */
record Delays(double p50, double p95, double p99, double never) {
  /**
   * From single ones.
   *
   * @param delays nanoseconds, or {@link Course#NEVER}; at least one
   */
  static Delays of(List<Long> delays) {
    List<Double> sorted =
        delays.stream()
            .map(it -> it == Course.NEVER ? Double.POSITIVE_INFINITY : it / 1e9)
            .sorted()
            .toList();
    double never = (double) sorted.stream().filter(it -> it.isInfinite()).count() / sorted.size();
    return new Delays(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), never);
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }

  /** For the table: the three percentiles, and how many were never detected. */
  String text() {
    if (never == 1) {
      return "never";
    }
    String three = text(p50) + " / " + text(p95) + " / " + text(p99);
    return never == 0 ? three : String.format(Locale.ROOT, "%s; never %.1f %%", three, 100 * never);
  }

  /** Seconds with as many digits as matter. */
  static String text(double seconds) {
    if (Double.isInfinite(seconds)) {
      return "∞";
    }
    String format = seconds < 9.995 ? "%.2f" : seconds < 99.95 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, seconds);
  }
}
