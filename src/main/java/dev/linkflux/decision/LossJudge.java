package dev.linkflux.decision;

import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.LossRatio;
import java.util.List;

/**
 * Whether the demand on loss is breached: shown by a sequential test (Page 1954), over by another
 * one (Wald 1945), so that no window limits how little loss is found, and no cadence what it takes.
 * A target that is to blame itself does not count. One owner; not thread safe.
 */
final class LossJudge {
  /**
   * Evidence that is enough where one target is asked, in nats; more targets are asked more often,
   * and have as many more chances to be wrong. At a loss of exactly {@code recover} the distance of
   * two wrong breaches grows as exp(evidence) does (Page 1954, Lorden 1971); for limits of 3 % and
   * 10 % it was measured as exp(evidence + 5.2) probes, which is two months of one a second.
   */
  private static final double SURE = 11;

  /** What one target can contribute when there are others, as a share: never enough alone. */
  private static final double CAP = 2.0 / 3;

  /** The ratio must not be below the limit itself beyond what chance explains: one-sided 5 %. */
  private static final double CHANCE = 1.645;

  private final Demand demand;
  private final Detector blame;
  private final LossRuns runs;
  private final LossSum sum;
  private final double sure;
  private final LossRecovery recovery;
  private long countedFrom;
  private long answers;
  private boolean breached;
  private long since;
  private double value;

  /**
   * @param blame says which targets do not count
   */
  LossJudge(Demand demand, int targets, Detector blame) {
    this(
        demand,
        targets,
        blame,
        new LossRuns(),
        new LossSum(LossOdds.of(demand), targets),
        new LossRecovery(LossOdds.of(demand)));
  }

  private LossJudge(
      Demand demand,
      int targets,
      Detector blame,
      LossRuns runs,
      LossSum sum,
      LossRecovery recovery) {
    this.demand = demand;
    this.blame = blame;
    this.runs = runs;
    this.sum = sum;
    this.sure = SURE + Math.log(targets);
    this.recovery = recovery;
  }

  /**
   * The one that goes on, of the same line. By another demand the evidence so far is none, since it
   * was for and against others ratios; what was a breach is one as long as the ratio that was
   * judged last is not below where it is over now.
   */
  LossJudge successor(Demand other, Heirs targets, Detector blame) {
    boolean same = other.equals(demand);
    LossOdds odds = LossOdds.of(other);
    runs.renumber(targets);
    LossJudge heir =
        new LossJudge(
            other,
            targets.count(),
            blame,
            runs,
            same ? sum.successor(targets) : new LossSum(odds, targets.count()),
            same ? recovery : new LossRecovery(odds));
    heir.countedFrom = countedFrom;
    heir.answers = answers;
    heir.breached = breached && (same || value >= other.recover());
    heir.since = since;
    heir.value = value;
    return heir;
  }

  /**
   * Counts a probe that has ended; one that was sent before the restart is no evidence, nor is that
   * of a target that is to blame itself.
   */
  void count(int target, Moment sentAt, boolean isLost) {
    answers += isLost ? 0 : 1;
    if (!isEvidence(target, sentAt)) {
      return;
    }
    recovery.count(isLost);
    if (!isLost) {
      runs.answered(sentAt.nanos());
      sum.answered(target);
    } else if (runs.known(target, sentAt.nanos()) == LossRuns.Known.NOT_LOST) {
      lost(target, sentAt.nanos());
    }
  }

  /** A probe is missing: lost, as far as is known now. */
  void missing(Doubt.Missing missing) {
    int target = missing.id().target().ordinal();
    if (isEvidence(target, missing.sentAt())) {
      lost(target, missing.sentAt().nanos());
    }
  }

  /** A probe was answered, in time or after it had been missing: that loss was none. */
  void answered(Outcome.Replied reply) {
    if (reply.promptness() != Outcome.Promptness.PROMPT) {
      int target = reply.id().target().ordinal();
      long sentAt = reply.sentAt().nanos();
      LossRuns.Known before = runs.takeBack(target, sentAt);
      if (before != LossRuns.Known.NOT_LOST) {
        sum.takeBack(target, sentAt, before == LossRuns.Known.COUNTED);
      }
    }
  }

  private void lost(int target, long sentAt) {
    boolean counts = runs.lost(target, sentAt) == LossRuns.Known.COUNTED;
    sum.lost(target, sentAt, counts, blame.counted() > 1 ? CAP * sure : Double.MAX_VALUE);
  }

  /** What was lost of the probes that were sent before is no evidence any more. */
  void restart(Moment sentAt) {
    countedFrom = sentAt.nanos();
    runs.clear();
    sum.restart();
    recovery.restart();
    breached = false;
  }

  /** Holds what is known now against the demand. */
  void judge(Quality quality) {
    List<Quality.OfTarget> targets = quality.targets();
    for (int i = 0; i < targets.size(); i++) { // of each quality: no iterator is made
      int target = targets.get(i).target().ordinal();
      if (blame.target(target).bad) {
        sum.leaveOut(target);
      }
    }
    if (breached && recovery.isProven()) {
      breached = false;
      sum.restart();
    }
    LossRatio loss = sum.loss();
    value = loss.ratio();
    if (!breached && sum.value() >= sure && loss.wilsonHigh(CHANCE) >= demand.fail()) {
      breached = true;
      since = sum.since();
      recovery.restart();
    }
  }

  boolean isBreached() {
    return breached;
  }

  /** A quarter of what a breach takes is there: reason to look closely. */
  boolean isLikely() {
    return !breached && sum.value() >= sure / 4;
  }

  /**
   * A sequential test says that no more is lost than the demand allows, since the restart or the
   * last breach; {@link LossRecovery} states its errors. Where any loss is allowed nothing has to
   * be proven.
   */
  boolean isProven() {
    return demand.fail() > 1 || recovery.isProven();
  }

  /** The loss ratio that was judged last: since the most likely moment of its beginning. */
  double value() {
    return value;
  }

  /** When the loss of the last breach began, most likely. */
  Moment since() {
    return new Moment(since);
  }

  /** How many probes have been answered in time, of whichever target. */
  long answers() {
    return answers;
  }

  private boolean isEvidence(int target, Moment sentAt) {
    return sentAt.nanos() >= countedFrom && !blame.target(target).isToBlameFor(sentAt.nanos());
  }
}
