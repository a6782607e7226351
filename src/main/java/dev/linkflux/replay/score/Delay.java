package dev.linkflux.replay.score;

import dev.linkflux.replay.score.Finding.Rank;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where the answers of one uplink took longer than is demanded, or differed more. One owner; not
 * thread safe.
 */
final class Delay {
  /** Of a median: at least every second is beyond the limit. */
  private static final double HALF = 0.5;

  /** Three slow answers in a row. */
  private static final double EVIDENCE = 2.5;

  /** What varies needs more of them, and longer, until it can be said to. */
  private static final double MORE = 4;

  private static final long LONGER = 5_000_000_000L;

  /** Of a 95th percentile. */
  private static final double TWENTIETH = 0.05;

  private final List<Limit> limits = new ArrayList<>();
  private final boolean needsPaths;
  private Path[] paths = {};

  /** A demand, and the stretches in which it was not met. */
  private record Limit(Metric metric, double fail, double recover, Stretch stretch) {
    void take(long sent, double figure) {
      if (metric == Metric.JITTER) {
        // As a share of twice the limit, and at most that: so half a share is the limit as a mean,
        // and a single slow answer is not jitter.
        stretch.take(sent, half(figure, fail), half(figure, recover), figure);
      } else {
        stretch.take(sent, figure >= fail ? 1 : 0, figure >= recover ? 1 : 0, figure);
      }
    }

    private static double half(double figure, double limit) {
      return limit == 0 ? 1 : Math.min(figure / (2 * limit), 1);
    }
  }

  Delay(Yardstick yardstick, List<Finding> findings) {
    for (Demand demand : yardstick.demands()) {
      Metric metric = demand.metric();
      if (metric != Metric.LOSS) {
        boolean varies = metric == Metric.JITTER || metric == Metric.PDV;
        double share = metric == Metric.PDV ? TWENTIETH : HALF;
        Stretch stretch =
            new Stretch(
                share,
                share,
                varies ? MORE : EVIDENCE,
                varies ? LONGER : Stretch.SHORTEST,
                (from, until, _, mean) ->
                    findings.add(new Finding(from, until, Rank.BREACHING, words(demand, mean))));
        limits.add(new Limit(metric, demand.fail(), demand.recover(), stretch));
      }
    }
    this.needsPaths = limits.stream().anyMatch(limit -> limit.metric != Metric.RTT);
  }

  void answered(int target, long sent, long rtt) {
    Path path = needsPaths ? path(target) : null;
    if (path != null) {
      path.answered(sent, rtt);
    }
    for (int i = 0; i < limits.size(); i++) { // each probe comes by here: no iterator
      Limit limit = limits.get(i);
      double figure =
          path == null
              ? rtt
              : switch (limit.metric) {
                case LOSS, RTT -> rtt;
                case JITTER -> path.difference();
                case PDV -> path.overLately();
                case RISE -> path.overLongTerm();
              };
      if (figure >= 0) {
        limit.take(sent, figure);
      }
    }
  }

  void close() {
    limits.forEach(limit -> limit.stretch.close());
  }

  private Path path(int target) {
    if (target >= paths.length) {
      int known = paths.length;
      paths = Arrays.copyOf(paths, Math.max(8, 2 * target));
      for (int place = known; place < paths.length; place++) {
        paths[place] = new Path();
      }
    }
    return paths[target];
  }

  private static String words(Demand demand, double mean) {
    String figure =
        switch (demand.metric()) {
          case LOSS, RTT -> "rtt";
          case JITTER -> "jitter";
          case PDV -> "pdv";
          case RISE -> "rtt over its minimum";
        };
    return String.format(
        Locale.ROOT, "%s %.0f ms on average (limit %.0f)", figure, mean / 1e6, demand.fail() / 1e6);
  }
}
