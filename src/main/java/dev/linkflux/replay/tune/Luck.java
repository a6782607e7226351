package dev.linkflux.replay.tune;

import java.util.Arrays;
import java.util.Random;

/**
 * How likely a gain is without any reason: the sign-flip test of paired differences (Fisher 1935).
 * If neither of two settings were better, each block's difference could as well be the other way
 * round.
 */
final class Luck {
  /** Up to so many differences all ways are gone through. */
  private static final int ALL_WAYS = 14;

  private static final int DRAWS = 20_000;

  private Luck() {}

  /**
   * The share of all ways to turn the differences round whose sum is at least theirs. It is 1
   * without a gain; with n differences that are not 0 it is never below 2 to the power of -n.
   *
   * @param gains of each block
   */
  static double of(double[] gains, long seed) {
    double[] some = Arrays.stream(gains).filter(gain -> gain != 0).toArray();
    double sum = Arrays.stream(some).sum();
    if (!(sum > 0)) {
      return 1;
    }
    double bar = sum - 1e-9 * Arrays.stream(some).map(Math::abs).sum();
    return some.length <= ALL_WAYS ? exactly(some, bar) : drawn(some, bar, new Random(seed));
  }

  private static double exactly(double[] gains, double bar) {
    int ways = 1 << gains.length;
    int atLeast = 0;
    for (int way = 0; way < ways; way++) {
      double sum = 0;
      for (int i = 0; i < gains.length; i++) {
        sum += (way >> i & 1) == 0 ? gains[i] : -gains[i];
      }
      atLeast += sum >= bar ? 1 : 0;
    }
    return (double) atLeast / ways;
  }

  /** The way that it was is one of them. */
  private static double drawn(double[] gains, double bar, Random dice) {
    int atLeast = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (double gain : gains) {
        sum += dice.nextBoolean() ? gain : -gain;
      }
      atLeast += sum >= bar ? 1 : 0;
    }
    return (atLeast + 0.0) / (DRAWS + 1);
  }
}
