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
 * @param baseline the loss ratio up to which {@link Rules#falseSwitches} holds by these figures
 * @param recovery how long nothing must be lost after a breach of the demand on loss, until it is
 *     met again; zero without such a demand
 */
public record Expectation(int probes, Duration blackout, double baseline, Duration recovery) {
  /** More than any healthy uplink loses, because real losses come in bursts. */
  private static final double BASELINE = 0.05;

  /** No answer is overdue sooner, however quick the path. */
  private static final Duration OVERDUE = Duration.ofMillis(100);

  /** Log odds, 10 to 1, from which on loss counts as recovered (sequential test, Wald 1945). */
  private static final double RECOVERED = Math.log(10);

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
        probes, blackout, BASELINE, steady.multipliedBy(answersToRecover(demands)));
  }

  /** In turn of one target after another, until the sum of what they may say is enough. */
  private static int probes(int targets, Threshold threshold) {
    double needed = threshold.of(targets);
    double cap = threshold.cap(targets);
    double each = -Math.log(BASELINE);
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
        .mapToDouble(demand -> Math.log((1 - demand.recover()) / (1 - demand.fail())))
        .mapToLong(each -> (long) Math.ceil(RECOVERED / each))
        .findFirst()
        .orElse(0);
  }

  /** Mean time between two probes of an uplink. */
  private static Duration gap(Duration interval, int targets) {
    return Duration.ofNanos((long) (interval.toNanos() * Probing.MEAN_PAUSE / targets));
  }
}
