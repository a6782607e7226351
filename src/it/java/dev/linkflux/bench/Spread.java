package dev.linkflux.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** How figures spread, in ascending order. */
record Spread(double[] sorted) {
  static Spread of(Collection<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Spread(sorted);
  }

  /** The figure that so much of all, 0 to 1, do not exceed, by the nearest-rank method. */
  double at(double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  double median() {
    return at(0.5);
  }

  /** Median and, in brackets, least and most. */
  String text(int digits) {
    String one = "%." + digits + "f";
    return sorted.length == 0
        ? "–"
        : String.format(
            Locale.ROOT,
            one + " [" + one + "–" + one + "]",
            median(),
            sorted[0],
            sorted[sorted.length - 1]);
  }
}
