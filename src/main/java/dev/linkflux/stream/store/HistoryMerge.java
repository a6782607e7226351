package dev.linkflux.stream.store;

import static dev.linkflux.stream.store.HistoryPoint.NONE;

import dev.linkflux.decision.StateName;
import dev.linkflux.stream.store.HistoryPoint.Spread;
import java.util.Arrays;
import java.util.List;

/**
 * Makes one point of several. Counts add up, jitter is the mean over the points that have one, the
 * state is the worst. Of round-trip times only the six figures of each point are left, so each
 * counts as six values, with the weight of the answered probes that lie around it: half a quarter
 * for the minimum, a quarter each for p25 and p50, and so on; the percentiles are those of all
 * these values by the nearest rank. Minimum and maximum are exact; points that are alike merge to
 * the same; and a merged percentile is always one that was measured.
 */
public final class HistoryMerge {
  /** Thousandths of a point's probes that each of the six figures stands for. */
  private static final int[] SHARES = {125, 250, 250, 225, 125, 25};

  private static final long WHOLE = 1000;

  /** A value in the upper half of a long, to be sorted with its weight in the lower. */
  private static final int SHIFT = 32;

  private HistoryMerge() {}

  /**
   * One point of several.
   *
   * @param at begin of the step that they make up
   * @param points at least one
   */
  public static HistoryPoint of(long at, List<HistoryPoint> points) {
    int sent = 0;
    int lost = 0;
    long jitter = 0;
    int jitters = 0;
    StateName state = points.getFirst().state();
    for (HistoryPoint point : points) {
      sent += point.sent();
      lost += point.lost();
      if (point.jitter() != NONE) {
        jitter += point.jitter();
        jitters++;
      }
      state = HistoryPoint.worse(state, point.state());
    }
    int mean = jitters == 0 ? NONE : (int) (jitter / jitters);
    return new HistoryPoint(at, sent, lost, spread(points), mean, state);
  }

  private static Spread spread(List<HistoryPoint> points) {
    List<HistoryPoint> measured = points.stream().filter(it -> !it.rtt().isEmpty()).toList();
    if (measured.isEmpty()) {
      return Spread.EMPTY;
    }
    long[] values = new long[measured.size() * SHARES.length];
    int next = 0;
    long all = 0;
    for (HistoryPoint point : measured) {
      // A late answer may have taken back a loss, never an answer.
      long answered = Math.clamp(point.sent() - point.lost(), 1, Integer.MAX_VALUE / (int) WHOLE);
      Spread rtt = point.rtt();
      int[] figures = {rtt.min(), rtt.p25(), rtt.p50(), rtt.p75(), rtt.p95(), rtt.max()};
      for (int i = 0; i < figures.length; i++) {
        values[next++] = ((long) figures[i] << SHIFT) | (SHARES[i] * answered);
      }
      all += WHOLE * answered;
    }
    Arrays.sort(values);
    return new Spread(
        value(values[0]),
        ranked(values, all, 0.25),
        ranked(values, all, 0.50),
        ranked(values, all, 0.75),
        ranked(values, all, 0.95),
        value(values[values.length - 1]));
  }

  private static int ranked(long[] values, long all, double share) {
    double rank = share * all;
    long below = 0;
    for (long one : values) {
      below += one & 0xffff_ffffL;
      if (below >= rank) {
        return value(one);
      }
    }
    return value(values[values.length - 1]);
  }

  private static int value(long one) {
    return (int) (one >>> SHIFT);
  }
}
