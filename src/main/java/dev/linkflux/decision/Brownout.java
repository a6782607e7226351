package dev.linkflux.decision;

import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which demands an uplink breaches: breached at {@code fail}, met again at {@code recover}. One
 * owner; not thread safe.
 */
final class Brownout {
  /** Width of the interval of the loss ratio: 99.7 %. A ratio of few probes proves nothing. */
  private static final double SURE = 3;

  /** Log odds, 10 to 1, from which on the loss counts as recovered (sequential test, Wald 1945). */
  private static final double RECOVERED = Math.log(10);

  /**
   * Figures that are smoothed over many replies are slow to forget one bad one: these must last
   * longer.
   */
  private static final int SLOW_FIGURES = 5;

  /**
   * What was lost lately: a loss that is surely beyond the limit need not fill the whole window.
   */
  private static final long LATELY = 5_000_000_000L;

  private final List<Watched> watched = new ArrayList<>();
  private final Duration confirm;
  private final long window;
  private final Detector blame;
  private final int[] sent;
  private final int[] lost;
  private final LossWindow[] latest;
  private long countedFrom;
  private double recovery;
  private @Nullable Demand loss;

  /**
   * @param window over which a quality's loss is taken
   * @param blame says which targets do not count
   */
  Brownout(List<Demand> demands, Duration confirm, Duration window, int targets, Detector blame) {
    for (Demand demand : demands) {
      watched.add(new Watched(demand));
      if (demand.metric() == Metric.LOSS) {
        loss = demand;
      }
    }
    this.confirm = confirm;
    this.window = window.toNanos();
    this.sent = new int[targets];
    this.lost = new int[targets];
    this.latest = new LossWindow[targets];
    Arrays.setAll(latest, _ -> new LossWindow(LATELY));
    this.blame = blame;
  }

  /**
   * Counts an outcome; that of a probe that was sent before the restart is no evidence, nor is that
   * of a target that is to blame itself.
   */
  void count(int target, Moment sentAt, boolean isLost) {
    if (!isEvidence(target, sentAt)) {
      return;
    }
    sent[target]++;
    lost[target] += isLost ? 1 : 0;
    Demand demand = loss;
    if (demand != null) {
      double step =
          isLost
              ? Math.log(demand.recover() / demand.fail())
              : Math.log((1 - demand.recover()) / (1 - Math.min(demand.fail(), 0.99)));
      recovery = Math.min(RECOVERED, Math.max(0, recovery + step));
    }
  }

  /** A probe is missing: lost, as far as is known now. */
  void missing(Doubt.Missing missing) {
    int target = missing.id().target().ordinal();
    if (isEvidence(target, missing.sentAt())) {
      latest[target].add(missing.at().nanos(), missing.id().sequence(), true);
    }
  }

  /** A probe was answered, in time or after it had been missing. */
  void answered(Outcome.Replied reply) {
    int target = reply.id().target().ordinal();
    if (reply.promptness() != Outcome.Promptness.PROMPT) {
      latest[target].takeBack(reply.id().sequence());
    } else if (isEvidence(target, reply.sentAt())) {
      latest[target].add(reply.at().nanos(), reply.id().sequence(), false);
    }
  }

  /** A reply came late: that loss was none. */
  void correct(int target, Moment sentAt) {
    if (isEvidence(target, sentAt)) {
      lost[target]--;
    }
  }

  private boolean isEvidence(int target, Moment sentAt) {
    return sentAt.nanos() >= countedFrom && !blame.target(target).isToBlameFor(sentAt.nanos());
  }

  /** What was lost of the probes that were sent before is no evidence any more. */
  void restart(Moment sentAt) {
    countedFrom = sentAt.nanos();
    Arrays.fill(sent, 0);
    Arrays.fill(lost, 0);
    for (LossWindow window : latest) {
      window.clear();
    }
    recovery = 0;
    for (Watched one : watched) {
      one.breached &= one.demand.metric() != Metric.LOSS;
    }
  }

  /** Holds a quality against the demands. */
  void judge(Quality quality) {
    for (Watched one : watched) {
      switch (one.demand.metric()) {
        case LOSS -> judgeLoss(one, lossOf(quality), quality.at());
        case RTT -> one.judge(quality.recent());
        case JITTER -> one.judge(quality.jitter());
        case PDV -> one.judge(quality.pdv());
      }
    }
  }

  private void judgeLoss(Watched one, LossRatio ratio, Moment at) {
    if (one.breached && recovery >= RECOVERED) {
      restart(at);
      one.value = 0;
    } else {
      LossRatio lately = lately(at);
      boolean surely = lately.wilsonLow(SURE) >= one.demand.fail();
      one.value = surely ? lately.ratio() : ratio.ratio();
      one.breached |=
          surely
              || (one.value >= one.demand.fail() && ratio.wilsonLow(SURE) > one.demand.recover());
    }
  }

  private LossRatio lately(Moment at) {
    int allSent = 0;
    int allLost = 0;
    for (int target = 0; target < latest.length; target++) {
      if (!blame.target(target).bad) {
        latest[target].advance(at.nanos());
        allSent += latest[target].sent();
        allLost += latest[target].lost();
      }
    }
    return new LossRatio(allLost, allSent);
  }

  /**
   * Over the window, or since the restart if that is shorter; without the targets that are to
   * blame, or were when the window began.
   */
  private LossRatio lossOf(Quality quality) {
    int allSent = 0;
    int allLost = 0;
    long from = quality.at().nanos() - window;
    boolean whole = from >= countedFrom;
    if (whole) {
      for (Quality.OfTarget target : quality.targets()) {
        if (!blame.target(target.target().ordinal()).isToBlameFor(from)) {
          allSent += target.loss().sent();
          allLost += target.loss().lost();
        }
      }
    } else {
      for (int i = 0; i < sent.length; i++) {
        if (!blame.target(i).bad) {
          allSent += sent[i];
          allLost += lost[i];
        }
      }
    }
    return new LossRatio(allLost, allSent);
  }

  /** The worst breach, by how far it is beyond its limit; null if there is none. */
  @Nullable Breach worst() {
    Breach worst = null;
    for (Watched one : watched) {
      if (one.breached) {
        Breach breach =
            new Breach(one.demand, Math.max(one.value, one.demand.recover()), confirm(one));
        if (worst == null || breach.excess() > worst.excess()) {
          worst = breach;
        }
      }
    }
    return worst;
  }

  /** Short for a large breach, long for a small one. */
  private Duration confirm(Watched one) {
    double excess = Math.max(1, one.value / one.demand.fail());
    boolean slow = one.demand.metric() == Metric.JITTER || one.demand.metric() == Metric.PDV;
    return Duration.ofNanos((long) (confirm.toNanos() * (slow ? SLOW_FIGURES : 1) / excess));
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
