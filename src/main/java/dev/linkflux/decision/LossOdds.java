package dev.linkflux.decision;

import dev.linkflux.uplink.Demand;

/**
 * What one probe says for a loss ratio that breaches the demand, against one that meets it: log-
 * likelihood ratios in nats.
 *
 * @param ifLost above 0
 * @param ifAnswered below 0
 */
record LossOdds(double ifLost, double ifAnswered) {
  /** The two ratios must differ enough to be told apart by a reasonable number of probes. */
  private static final double CLOSEST = 0.5;

  /** And what is met must be a ratio that happens: of 0 the first lost probe were a proof. */
  private static final double FARTHEST = 0.1;

  /** A ratio of 1 would be refuted by a single answer. */
  private static final double MOST = 0.99;

  /** Between the limits of a demand on loss, as far as they can be taken at their word. */
  static LossOdds of(Demand demand) {
    double breach = Math.min(demand.fail(), MOST);
    double met = Math.clamp(demand.recover(), breach * FARTHEST, breach * CLOSEST);
    return new LossOdds(Math.log(breach / met), Math.log((1 - breach) / (1 - met)));
  }
}
