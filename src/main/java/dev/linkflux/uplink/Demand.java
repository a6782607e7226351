package dev.linkflux.uplink;

/**
 * What is demanded of one metric: breached at {@code fail}, met again at {@code recover}. Both in
 * the metric's unit.
 *
 * @param fail the figure from which on it is a breach; above 0
 * @param recover the figure from which on, downwards, it is met again; from 0 to {@code fail}
 */
public record Demand(Metric metric, double fail, double recover) {
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
