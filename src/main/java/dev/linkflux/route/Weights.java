package dev.linkflux.route;

import java.util.List;

/** Weights as a multipath route can have them. */
final class Weights {
  private Weights() {}

  /**
   * Whole numbers from 1 to {@link Hop#MAX_WEIGHT} (the kernel holds a weight less one in eight
   * bits) in the same proportions: exactly if that is possible, else in those of the greatest, and
   * none less than 1.
   *
   * @param weights each at least 1
   */
  static List<Integer> scaled(List<Integer> weights) {
    long divisor = weights.stream().mapToLong(weight -> weight).reduce(0, Weights::divisor);
    long greatest = weights.stream().mapToLong(weight -> weight / divisor).max().orElse(1);
    return weights.stream().map(weight -> fitted(weight / divisor, greatest)).toList();
  }

  /** The greatest that both are multiples of. */
  private static long divisor(long one, long other) {
    return other == 0 ? one : divisor(other, one % other);
  }

  private static int fitted(long weight, long greatest) {
    long most = Math.min(Hop.MAX_WEIGHT, greatest);
    return (int) Math.max(1, (weight * most + greatest / 2) / greatest);
  }
}
