package dev.linkflux.stream.store;

import static dev.linkflux.stream.store.HistoryPoint.NONE;

import dev.linkflux.stream.store.HistoryPoint.Spread;
import java.util.Arrays;

/**
 * A fair sample of round-trip times, of bounded size (Vitter 1985, algorithm R): exact for as many
 * as fit, and a good guess of the percentiles of more. Minimum and maximum are always exact. One
 * owner: not thread safe.
 */
final class Reservoir {
  private final int[] values;
  private int seen;
  private int min;
  private int max;
  private long dice = 0x9e37_79b9_7f4a_7c15L;

  Reservoir(int size) {
    values = new int[size];
  }

  void clear() {
    seen = 0;
  }

  /**
   * @param value not negative
   */
  void add(int value) {
    min = seen == 0 ? value : Math.min(min, value);
    max = seen == 0 ? value : Math.max(max, value);
    if (seen < values.length) {
      values[seen] = value;
    } else {
      long place = Long.remainderUnsigned(roll(), seen + 1L);
      if (place < values.length) {
        values[(int) place] = value;
      }
    }
    seen++;
  }

  /** Xorshift (Marsaglia 2003): which of a thousand probes are kept is nobody's secret. */
  private long roll() {
    dice ^= dice << 13;
    dice ^= dice >>> 7;
    dice ^= dice << 17;
    return dice;
  }

  Spread spread() {
    if (seen == 0) {
      return Spread.EMPTY;
    }
    int[] sorted = Arrays.copyOf(values, Math.min(seen, values.length));
    Arrays.sort(sorted);
    return new Spread(
        min, ranked(sorted, 25), ranked(sorted, 50), ranked(sorted, 75), ranked(sorted, 95), max);
  }

  private static int ranked(int[] sorted, int percent) {
    int rank = (sorted.length * percent + 99) / 100;
    return sorted[Math.max(rank, 1) - 1];
  }

  /** Nanoseconds as what is kept here: microseconds, {@link HistoryPoint#NONE} if negative. */
  static int micros(long nanos) {
    return nanos < 0 ? NONE : (int) Math.min((nanos + 500) / 1000, Integer.MAX_VALUE);
  }
}
