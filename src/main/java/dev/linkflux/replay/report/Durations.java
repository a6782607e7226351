package dev.linkflux.replay.report;

import java.util.Arrays;

/**
 * How often durations of about that length were seen, in classes that are each 4 % longer than the
 * one before; only classes that were seen take room. One owner.
 */
final class Durations {
  private static final double SHORTEST = 1_000;
  private static final double WIDTH = Math.log(1.04);

  private short[] classes = new short[4];
  private int[] counts = new int[4];
  private int size;
  private long total;

  /**
   * @param nanos up to a day; what is shorter than a microsecond counts as one
   */
  void add(long nanos) {
    add((short) Math.max(0, Math.log(nanos / SHORTEST) / WIDTH), 1);
  }

  void addAll(Durations other) {
    for (int i = 0; i < other.size; i++) {
      add(other.classes[i], other.counts[i]);
    }
  }

  private void add(short one, int count) {
    total += count;
    int at = Arrays.binarySearch(classes, 0, size, one);
    if (at >= 0) {
      counts[at] += count;
      return;
    }
    int place = -at - 1;
    if (size == classes.length) {
      classes = Arrays.copyOf(classes, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    System.arraycopy(classes, place, classes, place + 1, size - place);
    System.arraycopy(counts, place, counts, place + 1, size - place);
    classes[place] = one;
    counts[place] = count;
    size++;
  }

  /**
   * The duration by the nearest rank, within 2 %.
   *
   * @param share from 0 to 1
   * @return nanoseconds; NaN if there is none
   */
  double quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    for (int i = 0; i < size; i++) {
      rank -= counts[i];
      if (rank <= 0) {
        return SHORTEST * Math.exp((classes[i] + 0.5) * WIDTH);
      }
    }
    return Double.NaN;
  }
}
