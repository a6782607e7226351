package dev.linkflux.decision;

import dev.linkflux.decision.Verdict.Breached;
import dev.linkflux.decision.Verdict.Cut;
import dev.linkflux.decision.Verdict.Met;
import dev.linkflux.decision.Verdict.Open;
import dev.linkflux.decision.Verdict.Silent;
import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.LossRatio;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one uplink for or against it, and the verdict that follows. One owner; not
 * thread safe.
 */
final class Evidence {
  final Detector detector;
  final Brownout brownout;
  final Local local;

  private @Nullable Quality quality;

  /** From when on answers count. */
  private long answersCountFrom;

  /** When it last had to begin to prove itself, and what came of the probes since. */
  private long provingFrom;

  private int answered;
  private int lost;

  Evidence(Detector detector, Brownout brownout, Local local) {
    this.detector = detector;
    this.brownout = brownout;
    this.local = local;
  }

  static Evidence none(Terms terms) {
    int targets = terms.targets().size();
    Detector detector = new Detector(terms.required(), terms.threshold());
    return of(terms, detector, new Local(new Ways(targets)));
  }

  private static Evidence of(Terms terms, Detector detector, Local local) {
    int targets = terms.targets().size();
    Brownout brownout = new Brownout(terms.demands(), terms.rules().confirm(), targets, detector);
    return new Evidence(detector, brownout, local);
  }

  /**
   * What goes on, of the same line, by other terms.
   *
   * @param targets which of them are asked the same
   */
  Evidence successor(Terms terms, Heirs targets) {
    Detector heirs = detector.successor(terms.required(), terms.threshold(), targets);
    Evidence heir =
        new Evidence(
            heirs,
            brownout.successor(terms.demands(), terms.rules().confirm(), targets, heirs),
            local.successor(targets));
    heir.quality = quality;
    heir.answersCountFrom = answersCountFrom;
    heir.provingFrom = provingFrom;
    heir.answered = answered;
    heir.lost = lost;
    return heir;
  }

  /** None, but for the facts of the interface and what is usual of the line. */
  Evidence renewed(Terms terms) {
    return of(
        terms,
        detector.renewed(terms.required(), terms.threshold()),
        local.renewed(terms.targets().size()));
  }

  /** When the interface is back, silence from before says nothing of it. */
  void take(LinkFacts now) {
    if (local.take(now)) {
      beginAnew(now.at());
    }
  }

  /** What happened to probes that were sent before a moment says nothing of the uplink now. */
  private void beginAnew(Moment at) {
    answersCountFrom = at.nanos();
    forgive(at);
  }

  /** The silence and the losses so far are no evidence against it. */
  void forgive(Moment at) {
    detector.forget();
    brownout.loss().restart(at);
    provingFrom = Math.max(provingFrom, at.nanos());
    lost = 0;
    answered = 0;
  }

  /** Answers to probes that were sent before a moment are no sign that it is back. */
  void countAnswersFrom(Moment at) {
    answersCountFrom = at.nanos();
  }

  private void left(ProbeId id, Moment sentAt) {
    if (local.left(id)) {
      beginAnew(sentAt);
    }
  }

  void take(Doubt.Overdue overdue) {
    left(overdue.id(), overdue.sentAt());
  }

  void take(Doubt.Missing missing) {
    left(missing.id(), missing.sentAt());
    detector.missing(missing);
    brownout.loss().missing(missing);
  }

  /**
   * Takes how a probe ended.
   *
   * @param down the uplink is held to be down: its first answer begins anew
   */
  void take(Outcome outcome, boolean down) {
    int target = outcome.id().target().ordinal();
    switch (outcome) {
      case Outcome.Replied reply -> {
        left(reply.id(), reply.sentAt());
        if (!isCorrection(reply)) {
          if (down && reply.sentAt().nanos() >= answersCountFrom && !isHeard()) {
            forgive(reply.sentAt());
          }
          detector.answered(reply);
          count(target, reply.sentAt(), false);
        }
        brownout.loss().answered(reply);
      }
      case Outcome.TimedOut loss -> {
        left(loss.id(), loss.sentAt());
        count(target, loss.sentAt(), true);
      }
      case Outcome.Unreachable refusal -> {
        left(refusal.id(), refusal.sentAt());
        detector.unreachable(refusal);
        count(target, refusal.sentAt(), true);
      }
      case Outcome.NotSent failure -> {
        if (!Local.isWithoutWay(failure)) {
          left(failure.id(), failure.at());
        }
      }
    }
  }

  private void count(int target, Moment sentAt, boolean isLost) {
    brownout.loss().count(target, sentAt, isLost);
    if (sentAt.nanos() >= provingFrom && !detector.target(target).bad) {
      lost += isLost ? 1 : 0;
      answered += isLost ? 0 : 1;
    }
  }

  /** An answer to a probe that has ended before. */
  static boolean isCorrection(Outcome outcome) {
    return outcome instanceof Outcome.Replied reply
        && reply.promptness() == Outcome.Promptness.LATE;
  }

  void take(Quality now) {
    quality = now;
    brownout.judge(now);
  }

  /** The last one; null if there was none yet. */
  @Nullable Quality quality() {
    return quality;
  }

  /** Of the probes that have ended since it had to prove itself, without those of bad targets. */
  LossRatio loss() {
    return new LossRatio(lost, lost + answered);
  }

  /** A target at least has answered since answers count. */
  boolean isHeard() {
    return detector.answers().since(answersCountFrom) > 0;
  }

  /**
   * What all of it says.
   *
   * @param held the silence may not be this uplink's own
   * @param open a breach counts only if it answers: it was down, or unknown
   * @param all every figure must have recovered
   */
  Verdict verdict(boolean held, boolean open, boolean all) {
    Cause cut = local.cut();
    if (cut != null) {
      return new Cut(cut);
    }
    if (detector.isBlackout()) {
      return held ? new Open() : new Silent();
    }
    boolean answered = detector.answers().suffice(answersCountFrom);
    Brownout.Breach worst = brownout.worst();
    if (worst != null) {
      return answered || !open
          ? new Breached(Cause.of(worst.demand().metric()), worst.confirm())
          : new Open();
    }
    if (!answered) {
      return new Open();
    }
    Brownout.Breach left = all ? brownout.unrecovered() : null;
    return left == null
        ? new Met(isProven())
        : new Breached(Cause.of(left.demand().metric()), Duration.ZERO);
  }

  /** What keeps it from being met: the worst breach, or a figure that has not recovered yet. */
  Brownout.@Nullable Breach breach() {
    Brownout.Breach worst = brownout.worst();
    return worst == null ? brownout.unrecovered() : worst;
  }

  /** It has to prove itself from now on. */
  void proveFrom(Moment at) {
    detector.answers().restart();
    provingFrom = at.nanos();
    answered = 0;
    lost = 0;
  }

  private boolean isProven() {
    return detector.isProven() && brownout.loss().isProven();
  }
}
