package dev.linkflux.decision;

import java.time.Duration;

/**
 * From which evidence on silence is a blackout.
 *
 * <p>Each target's evidence is a CUSUM (Page 1954) on the log-likelihood ratio of loss against the
 * {@link Baseline}, begun anew at 0 by each answer: k probes unanswered in a row are -k ln r.
 * Without a change its stationary tail is at most that of a standard exponential, P(S >= x) <=
 * exp(-x) (Lorden 1971), so that the sum over m independent targets has at most the tail of an
 * Erlang distribution of order m, exp(-h) (1 + h + ... + h^(m-1) / (m-1)!). The threshold h is
 * where that tail is one in all the probes of the time in which one false alarm is allowed: m
 * falseSwitches / interval.
 */
final class Threshold {
  private final double[] byTargets;

  /**
   * @param most how many targets there can be
   * @param perTarget mean time between two probes of one target
   * @param falseSwitches mean time between two false alarms
   */
  Threshold(int most, Duration perTarget, Duration falseSwitches) {
    byTargets = new double[most + 1];
    for (int targets = 1; targets <= most; targets++) {
      double probes = (double) falseSwitches.toNanos() / perTarget.toNanos() * targets;
      byTargets[targets] = solve(targets, Math.log(probes));
    }
  }

  /** In nats; infinite without targets. */
  double of(int targets) {
    return targets == 0 ? Double.POSITIVE_INFINITY : byTargets[targets];
  }

  /** What one target can contribute at most: never enough alone when there are others. */
  double cap(int targets) {
    return of(targets) / quorum(targets);
  }

  /** A majority. */
  static int quorum(int targets) {
    return targets / 2 + 1;
  }

  /** The x at which the Erlang tail of that order is exp(-logOdds), by fixed-point iteration. */
  private static double solve(int order, double logOdds) {
    double x = logOdds;
    for (int i = 0; i < 100; i++) {
      double term = 1;
      double sum = 1;
      for (int k = 1; k < order; k++) {
        term *= x / k;
        sum += term;
      }
      x = logOdds + Math.log(sum);
    }
    return x;
  }
}
