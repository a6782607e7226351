package dev.linkflux.decision;

import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What follows from settings: how soon a blackout of an uplink with a calm line is noticed, and how
 * long it takes to prove that loss has ended. Figures of the mean, for one uplink that is probed
 * steadily and through which every target answered until then.
 *
 * @param probes that must go unanswered, of all targets together
 * @param blackout from the first moment of the silence to the transition
 * @param baseline how likely a lost probe may be followed by another one for these figures to hold;
 *     where it is likelier, the threshold rises, so that {@link Rules#falseSwitches} still holds
 * @param recovery how long nothing must be lost after a breach of the demand on loss, until it is
 *     met again; zero without such a demand
 */
public record Expectation(int probes, Duration blackout, double baseline, Duration recovery) {
  /** No answer is overdue sooner, however quick the path. */
  private static final Duration OVERDUE = Duration.ofMillis(100);

  /**
   * What is to be expected.
   *
   * @param targets how many are asked, from 1
   * @param patience after which an answer that has not come is missing
   */
  public static Expectation of(
      int targets, Probing probing, Duration patience, List<Demand> demands, Rules rules) {
    Threshold threshold = new Threshold(targets, probing.interval(), rules.falseSwitches());
    int probes = probes(targets, threshold);
    Duration steady = gap(probing.interval(), targets);
    Duration wait = steady.dividedBy(2);
    Duration blackout =
        wait.plus(OVERDUE)
            .plus(gap(probing.fast(), targets).multipliedBy(probes - 1L))
            .plus(patience.compareTo(OVERDUE) < 0 ? OVERDUE : patience);
    return new Expectation(
        probes, blackout, Baseline.LEAST, steady.multipliedBy(answersToRecover(demands)));
  }

  /** In turn of one target after another, until the sum of what they may say is enough. */
  private static int probes(int targets, Threshold threshold) {
    double needed = threshold.of(targets);
    double cap = threshold.cap(targets);
    double each = -Math.log(Baseline.LEAST);
    int probes = targets - 1;
    double sum;
    do {
      int asked = ++probes;
      sum =
          IntStream.range(0, targets)
              .map(target -> (asked + target) / targets)
              .mapToDouble(ofTarget -> Math.min(cap, each * ofTarget))
              .sum();
    } while (sum < needed);
    return probes;
  }

  private static long answersToRecover(List<Demand> demands) {
    return demands.stream()
        .filter(demand -> demand.metric() == Metric.LOSS)
        .mapToDouble(demand -> -LossOdds.of(demand).ifAnswered())
        .mapToLong(each -> (long) Math.ceil(LossRecovery.RECOVERED / each))
        .findFirst()
        .orElse(0);
  }

  /** Mean time between two probes of an uplink. */
  private static Duration gap(Duration interval, int targets) {
    return Duration.ofNanos((long) (interval.toNanos() * Probing.MEAN_PAUSE / targets));
  }
}
