package dev.linkflux.failover;

import java.util.List;
import java.util.Locale;

/**
 * How figures spread.
 *
 * @param sorted ascending
 */
public record Spread(List<Double> sorted) {
  public Spread {
    sorted = sorted.stream().sorted().toList();
  }

  /**
   * The figure that so much of all figures do not exceed, by the nearest-rank method; NaN of none.
   *
   * @param share 0 to 1
   */
  public double at(double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(0, rank - 1));
  }

  public double most() {
    return at(1);
  }

  /** One of the figures for people. */
  public String text(double share) {
    return sorted.isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f", at(share));
  }
}
