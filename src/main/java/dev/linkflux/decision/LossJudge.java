package dev.linkflux.decision;

import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.LossRatio;
import java.time.Duration;
import java.util.Arrays;

/**
 * Whether the demand on loss is breached. A ratio of few probes proves nothing, so its interval
 * counts; a target that is to blame itself does not. One owner; not thread safe.
 */
final class LossJudge {
  /** Width of the interval of the loss ratio: 99.7 %. */
  private static final double SURE = 3;

  /** Log odds, 10 to 1, from which on the loss counts as recovered (sequential test, Wald 1945). */
  private static final double RECOVERED = Math.log(10);

  /**
   * What was lost lately: a loss that is surely beyond the limit need not fill the whole window.
   */
  private static final long LATELY = 5_000_000_000L;

  /** Losses that lie within this are one burst. */
  private static final long BURST = 1_000_000_000L;

  private final Demand demand;
  private final long window;
  private final Detector blame;
  private final double ifLost;
  private final double ifAnswered;

  /** By target: outcomes of the probes that were sent since the last restart. */
  private final int[] sent;

  private final int[] lost;
  private final LossWindow[] latest;
  private long countedFrom;
  private double recovery;
  private boolean breached;
  private double value;

  /**
   * @param window over which a quality's loss is taken
   * @param blame says which targets do not count
   */
  LossJudge(Demand demand, Duration window, int targets, Detector blame) {
    this.demand = demand;
    this.window = window.toNanos();
    this.blame = blame;
    this.ifLost = Math.log(demand.recover() / demand.fail());
    this.ifAnswered = Math.log((1 - demand.recover()) / (1 - Math.min(demand.fail(), 0.99)));
    this.sent = new int[targets];
    this.lost = new int[targets];
    this.latest = new LossWindow[targets];
    Arrays.setAll(latest, _ -> new LossWindow(LATELY));
  }

  /**
   * Counts an outcome; that of a probe that was sent before the restart is no evidence, nor is that
   * of a target that is to blame itself.
   */
  void count(int target, Moment sentAt, boolean isLost) {
    if (isEvidence(target, sentAt)) {
      sent[target]++;
      lost[target] += isLost ? 1 : 0;
      recovery = Math.min(RECOVERED, Math.max(0, recovery + (isLost ? ifLost : ifAnswered)));
    }
  }

  /** A reply came late: that loss was none. */
  void correct(int target, Moment sentAt) {
    if (isEvidence(target, sentAt)) {
      lost[target]--;
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

  /** What was lost of the probes that were sent before is no evidence any more. */
  void restart(Moment sentAt) {
    countedFrom = sentAt.nanos();
    Arrays.fill(sent, 0);
    Arrays.fill(lost, 0);
    for (LossWindow one : latest) {
      one.clear();
    }
    recovery = 0;
    breached = false;
  }

  /** Holds what is known now against the demand. */
  void judge(Quality quality) {
    if (breached && recovery >= RECOVERED) {
      restart(quality.at());
      value = 0;
      return;
    }
    LossRatio lately = lately(quality.at());
    LossRatio whole = over(quality);
    boolean surely = lately.wilsonLow(SURE) >= demand.fail() && isSpread();
    value = surely ? lately.ratio() : whole.ratio();
    breached |= surely || (value >= demand.fail() && whole.wilsonLow(SURE) > demand.recover());
  }

  boolean isBreached() {
    return breached;
  }

  /**
   * What was lost since the restart is surely no more than what is met again: the sequential test
   * has accepted it. With both limits alike there is nothing to tell apart.
   */
  boolean isProven() {
    return recovery >= RECOVERED || !(ifAnswered > 0);
  }

  /** The loss ratio that was judged last. */
  double value() {
    return value;
  }

  private boolean isEvidence(int target, Moment sentAt) {
    return sentAt.nanos() >= countedFrom && !blame.target(target).isToBlameFor(sentAt.nanos());
  }

  /**
   * Not all in one burst: what is lost within a moment may have one cause, and counts as little as
   * one probe.
   */
  private boolean isSpread() {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int target = 0; target < latest.length; target++) {
      if (!blame.target(target).bad) {
        first = Math.min(first, latest[target].firstLost());
        last = Math.max(last, latest[target].lastLost());
      }
    }
    return last - BURST >= first;
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
   * Over the window, or since the restart if that is shorter; without targets that are, or were
   * then, to blame.
   */
  private LossRatio over(Quality quality) {
    int allSent = 0;
    int allLost = 0;
    long from = quality.at().nanos() - window;
    if (from >= countedFrom) {
      for (Quality.OfTarget target : quality.targets()) {
        if (!blame.target(target.target().ordinal()).isToBlameFor(from)) {
          allSent += target.loss().sent();
          allLost += target.loss().lost();
        }
      }
    } else {
      for (int target = 0; target < sent.length; target++) {
        if (!blame.target(target).bad) {
          allSent += sent[target];
          allLost += lost[target];
        }
      }
    }
    return new LossRatio(allLost, allSent);
  }
}
