package dev.linkflux.bench.scoreboard;

import java.util.SplittableRandom;

/**
 * A Gilbert-Elliott channel in continuous time: good and bad spells of exponential length take
 * turns, whoever asks and how often. Nothing is lost in a good one.
 */
final class BurstyWay implements Way {
  private final Way good;
  private final double goodMean;
  private final double badMean;
  private final double badLoss;
  private final SplittableRandom spells;
  private final SplittableRandom losses;
  private boolean bad;
  private long until;

  /**
   * @param good what the good spells are like
   * @param meanLoss share that is lost over all, 0 to {@code badLoss}
   * @param badMean mean length of a bad spell, nanoseconds
   * @param badLoss share that is lost within one, 0 to 1
   */
  BurstyWay(Way good, double meanLoss, double badMean, double badLoss, SplittableRandom random) {
    this.good = good;
    this.badMean = badMean;
    this.badLoss = badLoss;
    this.goodMean = badMean * (badLoss / meanLoss - 1);
    this.spells = random.split();
    this.losses = random;
    this.until = length(goodMean);
  }

  @Override
  public long rtt(int target, long at) {
    while (until <= at) {
      bad = !bad;
      until += length(bad ? badMean : goodMean);
    }
    return bad && losses.nextDouble() < badLoss ? LOST : good.rtt(target, at);
  }

  private long length(double mean) {
    return (long) Math.ceil(-mean * Math.log(1 - spells.nextDouble()));
  }
}
