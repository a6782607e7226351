package dev.linkflux.decision;

import dev.linkflux.quality.Quality;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which demands an uplink breaches: breached at {@code fail}, met again at {@code recover}. One
 * owner; not thread safe.
 */
final class Brownout {
  /** Never breached: stands where no loss is demanded. */
  private static final Demand ANY_LOSS = new Demand(Metric.LOSS, Double.MAX_VALUE, 0);

  /**
   * Figures that are smoothed over many replies are slow to forget one bad one: these must last
   * longer.
   */
  private static final int SLOW_FIGURES = 5;

  private final List<Watched> watched = new ArrayList<>();
  private final Duration confirm;
  private final Demand demandOnLoss;
  private final LossJudge loss;

  /**
   * @param window over which a quality's loss is taken
   * @param blame says which targets do not count
   */
  Brownout(List<Demand> demands, Duration confirm, Duration window, int targets, Detector blame) {
    this.confirm = confirm;
    this.demandOnLoss =
        demands.stream()
            .filter(demand -> demand.metric() == Metric.LOSS)
            .findFirst()
            .orElse(ANY_LOSS);
    this.loss = new LossJudge(demandOnLoss, window, targets, blame);
    demands.stream()
        .filter(demand -> demand.metric() != Metric.LOSS)
        .forEach(demand -> watched.add(new Watched(demand)));
  }

  /** The part that needs every single outcome. */
  LossJudge loss() {
    return loss;
  }

  /** Holds a quality against the demands. */
  void judge(Quality quality) {
    loss.judge(quality);
    for (Watched one : watched) {
      switch (one.demand.metric()) {
        case LOSS -> {}
        case RTT -> one.judge(quality.recent());
        case JITTER -> one.judge(quality.jitter());
        case PDV -> one.judge(quality.pdv());
        case RISE -> one.judge(quality.rise());
      }
    }
  }

  /** The worst breach, by how far it is beyond its limit; null if there is none. */
  @Nullable Breach worst() {
    Breach worst = loss.isBreached() ? breach(demandOnLoss, loss.value()) : null;
    for (Watched one : watched) {
      if (one.breached) {
        Breach breach = breach(one.demand, one.value);
        if (worst == null || breach.excess() > worst.excess()) {
          worst = breach;
        }
      }
    }
    return worst;
  }

  /** Must last for a short time if it is large, for a long one if it is small. */
  private Breach breach(Demand demand, double figure) {
    double excess = Math.max(1, figure / demand.fail());
    boolean slow = demand.metric() == Metric.JITTER || demand.metric() == Metric.PDV;
    Duration lasting =
        Duration.ofNanos((long) (confirm.toNanos() * (slow ? SLOW_FIGURES : 1) / excess));
    return new Breach(demand, Math.max(figure, demand.recover()), lasting);
  }

  /**
   * A demand that is not met.
   *
   * @param value the figure, in the metric's unit
   */
  record Breach(Demand demand, double value, Duration confirm) {
    double excess() {
      return value / demand.fail();
    }
  }

  private static final class Watched {
    private final Demand demand;
    private boolean breached;
    private double value;

    Watched(Demand demand) {
      this.demand = demand;
    }

    void judge(long figure) {
      if (figure >= 0) {
        value = figure;
        breached = figure >= demand.fail() || (breached && figure >= demand.recover());
      }
    }
  }
}
