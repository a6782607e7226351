package dev.linkflux.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a figure went in the last minute: the worst of each five seconds.
 *
 * @param slot the number of the last five seconds since the epoch
 * @param worst of each slot, the last one at the end; NaN where nothing came
 */
record Trend(long slot, List<Double> worst) {
  static final int SLOTS = 12;
  static final Trend NONE = new Trend(0, List.of());

  private static final int SECONDS = 5;
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";

  Trend {
    worst = List.copyOf(worst);
  }

  /** With one more figure; NaN changes nothing. */
  Trend with(Instant at, double value) {
    if (Double.isNaN(value)) {
      return this;
    }
    long now = Math.max(slot, Math.floorDiv(at.getEpochSecond(), (long) SECONDS));
    List<Double> next = new ArrayList<>(worst);
    for (long gone = slot; gone < now && next.size() > 0 && gone < slot + SLOTS; gone++) {
      next.add(Double.NaN);
    }
    if (next.isEmpty()) {
      next.add(value);
    } else {
      double before = next.getLast();
      next.set(next.size() - 1, Double.isNaN(before) ? value : Math.max(before, value));
    }
    return new Trend(now, next.subList(Math.max(0, next.size() - SLOTS), next.size()));
  }

  /**
   * A column for each slot, from nothing to the greatest.
   *
   * @param least what the highest block stands for at least, so that noise looks small
   */
  String blocks(double least) {
    double top = least;
    for (double value : worst) {
      top = Double.isNaN(value) ? top : Math.max(top, value);
    }
    StringBuilder blocks = new StringBuilder(" ".repeat(SLOTS - worst.size()));
    for (double value : worst) {
      int height = (int) Math.min(BLOCKS.length() - 1, value / top * BLOCKS.length());
      blocks.append(Double.isNaN(value) ? ' ' : BLOCKS.charAt(height));
    }
    return blocks.toString();
  }
}
