package dev.linkflux.replay.tune;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/** Values that a person would write, about equally far from one another on a logarithmic scale. */
final class Ladder {
  /** About ten a decade, as the preferred numbers of ISO 3, but rounder. */
  private static final int[] DECADE = {10, 12, 15, 20, 25, 30, 40, 50, 60, 80};

  private static final double MILLISECOND = 1e6;
  private static final double SECOND = 1e9;
  private static final double MINUTE = 60 * SECOND;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;

  private static final double[] MINUTES = {
    1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50
  };
  private static final double[] HOURS = {1, 1.5, 2, 3, 4, 6, 8, 12};
  private static final double[] DAYS = {1, 2, 3, 5, 7, 14, 30, 60, 90, 180, 365};

  /** Nanoseconds, from 1 ms to a year. */
  static final NavigableSet<Double> DURATIONS = durations();

  /** From 0.1 % to 80 %. */
  static final NavigableSet<Double> RATIOS = ratios();

  private Ladder() {}

  /** The one of a ladder that is nearest to a value, by their ratio. */
  static double nearest(NavigableSet<Double> ladder, double value) {
    Double below = ladder.floor(value);
    Double above = ladder.ceiling(value);
    if (below == null || above == null) {
      return below == null ? ladder.first() : below;
    }
    return value / below <= above / value ? below : above;
  }

  /**
   * Part of a ladder, and the base among it in the place of what is next to equal.
   *
   * @return rising
   */
  static double[] around(NavigableSet<Double> ladder, double least, double most, double base) {
    double nextToEqual = 1.1;
    DoubleStream others =
        ladder.subSet(least, true, Math.max(least, most), true).stream()
            .mapToDouble(Double::doubleValue)
            .filter(it -> it > base * nextToEqual || it < base / nextToEqual);
    return DoubleStream.concat(others, DoubleStream.of(base)).sorted().toArray();
  }

  private static NavigableSet<Double> durations() {
    NavigableSet<Double> all = new TreeSet<>();
    for (double unit = MILLISECOND; unit < MINUTE; unit *= 10) {
      for (int tenths : DECADE) {
        all.add(tenths * unit / 10);
      }
    }
    all.tailSet(MINUTE, true).clear();
    Arrays.stream(MINUTES).forEach(it -> all.add(it * MINUTE));
    Arrays.stream(HOURS).forEach(it -> all.add(it * HOUR));
    Arrays.stream(DAYS).forEach(it -> all.add(it * DAY));
    return all;
  }

  /** Decimals, so that they are written as short as they are meant. */
  private static NavigableSet<Double> ratios() {
    NavigableSet<Double> all = new TreeSet<>();
    for (int scale = 4; scale >= 2; scale--) {
      for (int tenths : DECADE) {
        all.add(BigDecimal.valueOf(tenths, scale).doubleValue());
      }
    }
    return all;
  }
}
