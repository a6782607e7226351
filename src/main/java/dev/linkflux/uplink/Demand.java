package dev.linkflux.uplink;

import java.util.List;

/**
 * What is demanded of one metric: breached at {@code fail}, met again at {@code recover}. Both in
 * the metric's unit.
 *
 * @param fail the figure from which on it is a breach; above 0
 * @param recover the figure from which on, downwards, it is met again; from 0 to {@code fail}
 */
public record Demand(Metric metric, double fail, double recover) {
  /** Loss 10 % and 3 %, rtt 300 ms and 200 ms, jitter 80 ms and 50 ms; pdv is not demanded. */
  public static final List<Demand> DEFAULTS =
      List.of(
          new Demand(Metric.LOSS, 0.10, 0.03),
          new Demand(Metric.RTT, 300_000_000, 200_000_000),
          new Demand(Metric.JITTER, 80_000_000, 50_000_000));

  public Demand {
    if (!(fail > 0) || !(recover >= 0) || recover > fail) {
      throw new IllegalArgumentException(
          metric
              + ": 0 <= recover <= fail and fail > 0 expected, not fail "
              + fail
              + ", recover "
              + recover);
    }
  }
}
