package dev.linkflux.bench.scoreboard;

import java.util.SplittableRandom;

/**
 * Loses each probe with the same chance, whatever happened to others; round trips are spread evenly
 * over a range.
 */
final class EvenWay implements Way {
  private static final double MILLI = 1e6;

  private final double loss;
  private final double least;
  private final double spread;
  private final SplittableRandom random;

  /**
   * @param loss share that is lost, 0 to 1
   * @param least shortest round trip, milliseconds
   * @param spread longest minus shortest round trip, milliseconds
   */
  EvenWay(double loss, double least, double spread, SplittableRandom random) {
    this.loss = loss;
    this.least = least * MILLI;
    this.spread = spread * MILLI;
    this.random = random;
  }

  @Override
  public long rtt(int target, long at) {
    return random.nextDouble() < loss ? LOST : (long) (least + spread * random.nextDouble());
  }
}
