package dev.linkflux.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * How figures spread.
 *
 * @param sorted ascending
 */
record Spread(List<Double> sorted) {
  static Spread of(Collection<Double> figures) {
    return new Spread(figures.stream().sorted().toList());
  }

  /** The figure that so much of all, 0 to 1, do not exceed, by the nearest-rank method. */
  double at(double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(0, rank - 1));
  }

  double median() {
    return at(0.5);
  }

  /** Median and, in brackets, least and most. */
  String text(int digits) {
    String one = "%." + digits + "f";
    return sorted.isEmpty()
        ? "–"
        : String.format(
            Locale.ROOT,
            one + " [" + one + "–" + one + "]",
            median(),
            sorted.getFirst(),
            sorted.getLast());
  }
}
