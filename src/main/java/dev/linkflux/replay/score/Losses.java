package dev.linkflux.replay.score;

import dev.linkflux.replay.score.Finding.Rank;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Silence and loss of one uplink. Silence is a run of lost probes of all its targets; what is lost
 * in it is not counted as loss once more. One owner; not thread safe.
 */
final class Losses {
  /** A run of fewer probes is loss. */
  private static final int FEWEST = 3;

  /** Or of fewer for each target. */
  private static final int EACH = 2;

  /** Or one that is over sooner, nanoseconds. */
  private static final long SHORTEST = 500_000_000;

  /** Three lost probes, and no more than four between them that were not. */
  private static final double EVIDENCE = 2.5;

  private final List<Finding> findings;
  private final @Nullable Stretch loss;

  /** The same before the present run. */
  private final @Nullable Stretch before;

  private long from;
  private int lost;
  private int targets;
  private int least;

  Losses(Yardstick yardstick, List<Finding> findings) {
    this.findings = findings;
    this.loss = stretch(yardstick);
    this.before = stretch(yardstick);
  }

  private @Nullable Stretch stretch(Yardstick yardstick) {
    for (Demand demand : yardstick.demands()) {
      if (demand.metric() == Metric.LOSS) {
        return new Stretch(
            demand.fail(), demand.recover(), EVIDENCE, Stretch.SHORTEST, this::found);
      }
    }
    return null;
  }

  void answered(long sent) {
    close(sent, false);
    if (loss != null) {
      loss.take(sent, 0, 0, 0);
    }
  }

  /**
   * A probe of a target that counts was lost.
   *
   * @param run how many of that target in a row, this one included
   * @param count how many targets count
   */
  void lost(long sent, int run, int count) {
    silent(sent, run, count);
    if (loss != null) {
      loss.take(sent, 1, 1, 1);
    }
  }

  /** The same, where nobody has ever answered: it is silence, or nothing. */
  void silent(long sent, int run, int count) {
    if (lost == 0) {
      from = sent;
      targets = 0;
      least = Math.max(FEWEST, EACH * count);
      if (before != null && loss != null) {
        before.become(loss);
      }
    }
    lost++;
    targets += run == 1 ? 1 : 0;
  }

  /** Nothing is known from that moment on. */
  void close(long at) {
    close(at, true);
  }

  private void close(long until, boolean everything) {
    if (lost >= least && lost > 0 && until - from >= SHORTEST) {
      findings.add(new Finding(from, until, Rank.SILENT, words()));
      if (before != null && loss != null) {
        loss.become(before);
      }
    }
    lost = 0;
    if (everything && loss != null) {
      loss.close();
    }
  }

  private String words() {
    return targets > 1
        ? "no answer in time to " + lost + " probes of " + targets + " targets"
        : "no answer in time to " + lost + " probes";
  }

  private void found(long from, long until, long probes, double share) {
    String why = String.format(Locale.ROOT, "%.0f %% of %d probes lost", 100 * share, probes);
    findings.add(new Finding(from, until, Rank.BREACHING, why));
  }
}
