package dev.linkflux.decision;

import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Metric;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which demands an uplink breaches: breached at {@code fail}, met again at {@code recover}, and
 * which breach is the worst. One owner; not thread safe.
 */
final class Brownout {
  /** Never breached: stands where no loss is demanded. */
  private static final Demand ANY_LOSS = new Demand(Metric.LOSS, Double.MAX_VALUE, 0);

  private final List<Excess> watched;
  private final Duration confirm;
  private final Demand demandOnLoss;
  private final LossJudge loss;
  private Moment judged = Moment.ZERO;

  /**
   * @param confirm how long a breach that is barely one must last
   * @param blame says which targets do not count
   */
  Brownout(List<Demand> demands, Duration confirm, int targets, Detector blame) {
    this(
        confirm,
        onLoss(demands),
        new LossJudge(onLoss(demands), targets, blame),
        others(demands, demand -> new Excess(demand, targets)));
  }

  private Brownout(Duration confirm, Demand demandOnLoss, LossJudge loss, List<Excess> watched) {
    this.confirm = confirm;
    this.demandOnLoss = demandOnLoss;
    this.loss = loss;
    this.watched = watched;
  }

  private static Demand onLoss(List<Demand> demands) {
    return demands.stream()
        .filter(demand -> demand.metric() == Metric.LOSS)
        .findFirst()
        .orElse(ANY_LOSS);
  }

  private static List<Excess> others(List<Demand> demands, Function<Demand, Excess> excess) {
    return demands.stream().filter(demand -> demand.metric() != Metric.LOSS).map(excess).toList();
  }

  /** The one that goes on, of the same line: each demand that stands as it was keeps all. */
  Brownout successor(List<Demand> demands, Duration confirm, Heirs targets, Detector blame) {
    Brownout heir =
        new Brownout(
            confirm,
            onLoss(demands),
            loss.successor(onLoss(demands), targets, blame),
            others(demands, demand -> successor(demand, targets.count())));
    heir.judged = judged;
    return heir;
  }

  private Excess successor(Demand demand, int targets) {
    return watched.stream()
        .filter(one -> one.demand().metric() == demand.metric())
        .findFirst()
        .map(one -> one.successor(demand, targets))
        .orElseGet(() -> new Excess(demand, targets));
  }

  /** The part that needs every single outcome. */
  LossJudge loss() {
    return loss;
  }

  /** Holds a quality against the demands. */
  void judge(Quality quality) {
    judged = quality.at();
    loss.judge(quality);
    for (Excess one : watched) {
      one.judge(judged, figure(one.demand(), quality), loss.answers());
    }
  }

  private static long figure(Demand demand, Quality quality) {
    return switch (demand.metric()) {
      case LOSS -> throw new IllegalArgumentException("loss is judged by each probe");
      case RTT -> quality.recent();
      case JITTER -> quality.jitter();
      case PDV -> quality.pdv();
      case RISE -> quality.rise();
    };
  }

  /** The worst breach: the one of which least has to last any more; null if there is none. */
  @Nullable Breach worst() {
    Breach worst = loss.isBreached() ? breach(demandOnLoss, loss.value(), loss.since(), 1) : null;
    for (Excess one : watched) {
      if (one.isBreached()) {
        Breach breach = breach(one.demand(), one.value(), one.since(), one.patience());
        if (worst == null || breach.slightness() < worst.slightness()) {
          worst = breach;
        }
      }
    }
    return worst;
  }

  /**
   * A figure that is not below {@code recover}, though it may never have been beyond {@code fail};
   * null if there is none.
   */
  @Nullable Breach unrecovered() {
    for (Excess one : watched) {
      if (one.value() >= one.demand().recover()) {
        return new Breach(one.demand(), one.value(), judged, Duration.ZERO);
      }
    }
    return null;
  }

  /**
   * @param patience how many times the usual it must last
   */
  private Breach breach(Demand demand, double figure, Moment since, int patience) {
    Breach breach = new Breach(demand, Math.max(figure, demand.recover()), since, Duration.ZERO);
    long lasting = (long) (confirm.toNanos() * patience * breach.slightness());
    long left = Math.max(0, lasting - judged.since(since).toNanos());
    return new Breach(demand, breach.value, since, Duration.ofNanos(left));
  }

  /**
   * A demand that is not met.
   *
   * @param value the figure, in the metric's unit
   * @param since when it began
   * @param confirm how long it must last yet, after it was judged last, to count: {@link
   *     #slightness} times the time that is set, without what it has lasted already
   */
  record Breach(Demand demand, double value, Moment since, Duration confirm) {
    /** So many times the limit is as bad as it can be, for what has no end of its own. */
    private static final double TOTAL = 10;

    /**
     * What it is held against, in the metric's unit: from there on it is a breach, or below there
     * it is none any more.
     */
    double limit() {
      return value >= demand.fail() ? demand.fail() : demand.recover();
    }

    /**
     * How little of a breach it is, the same for all metrics: 1 at the limit, 0 where it is total,
     * which is all lost, or ten times the limit. Between the two it falls as the reciprocal of the
     * figure does: (limit / value - limit / total) / (1 - limit / total).
     */
    double slightness() {
      double total = demand.metric() == Metric.LOSS ? 1 : TOTAL * demand.fail();
      if (value >= total) {
        return 0;
      }
      double least = demand.fail() / total;
      return Math.min(1, (demand.fail() / value - least) / (1 - least));
    }
  }
}
