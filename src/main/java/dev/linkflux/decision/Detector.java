package dev.linkflux.decision;

import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;

/**
 * Tells a blackout of an uplink from lost probes and from bad targets. Every target that is not to
 * blame itself must be silent, and the sum of their evidence must reach the {@link Threshold}. One
 * owner; not thread safe.
 */
final class Detector {
  private final TargetEvidence[] targets;
  private final Threshold threshold;

  Detector(int targets, Threshold threshold) {
    this.targets = new TargetEvidence[targets];
    for (int i = 0; i < targets; i++) {
      this.targets[i] = new TargetEvidence();
    }
    this.threshold = threshold;
  }

  void missing(Doubt.Missing missing) {
    targets[missing.id().target().ordinal()].missing(missing.id(), missing.sentAt().nanos());
    blameLoner();
  }

  void unreachable(Outcome.Unreachable refusal) {
    targets[refusal.id().target().ordinal()].unreachable(refusal.id(), refusal.sentAt().nanos());
    blameLoner();
  }

  void answered(Outcome.Replied reply) {
    targets[reply.id().target().ordinal()].answered(reply.sentAt().nanos());
  }

  /** All evidence of silence is void; who is to blame stays so. */
  void forget() {
    for (TargetEvidence target : targets) {
      target.forget();
    }
  }

  TargetEvidence target(int ordinal) {
    return targets[ordinal];
  }

  boolean isSilent() {
    for (TargetEvidence target : targets) {
      if (target.counts() && !target.isSilent()) {
        return false;
      }
    }
    return score() >= threshold();
  }

  /** No target that counts is silent. */
  boolean isCalm() {
    for (TargetEvidence target : targets) {
      if (target.counts() && target.isSilent()) {
        return false;
      }
    }
    return true;
  }

  /** Sum of the evidence, no target's above its cap; nats. */
  double score() {
    double cap = threshold.cap(counted());
    double sum = 0;
    for (TargetEvidence target : targets) {
      if (target.counts()) {
        sum += Math.min(target.score(), cap);
      }
    }
    return sum;
  }

  double threshold() {
    return threshold.of(counted());
  }

  /** How many targets have been asked and are not to blame themselves. */
  int counted() {
    int counted = 0;
    for (TargetEvidence target : targets) {
      if (target.counts()) {
        counted++;
      }
    }
    return counted;
  }

  /** How many targets that count have answered a probe that was sent at or after a moment. */
  int answeringSince(long moment) {
    int answering = 0;
    for (TargetEvidence target : targets) {
      if (target.counts() && target.answeredUntil >= moment) {
        answering++;
      }
    }
    return answering;
  }

  boolean isAnswering() {
    for (TargetEvidence target : targets) {
      if (target.isAnswering()) {
        return true;
      }
    }
    return false;
  }

  /** When the latest answered probe was sent; -1 if none was. */
  long answeredUntil() {
    long latest = -1;
    for (TargetEvidence target : targets) {
      latest = Math.max(latest, target.answeredUntil);
    }
    return latest;
  }

  /**
   * When the first unanswered probe of the present silence was sent; {@link
   * TargetEvidence#NOT_SILENT} if none.
   */
  long silentFrom() {
    long earliest = TargetEvidence.NOT_SILENT;
    for (TargetEvidence target : targets) {
      if (target.counts()) {
        earliest = Math.min(earliest, target.silentFrom);
      }
    }
    return earliest;
  }

  int unanswered() {
    int unanswered = 0;
    for (TargetEvidence target : targets) {
      unanswered += target.counts() ? target.unanswered : 0;
    }
    return unanswered;
  }

  /**
   * Has this target's own evidence reached what one target may contribute? Never of the only one:
   * there is nobody to tell its silence from the uplink's.
   */
  boolean isConvicted(int ordinal) {
    return targets.length > 1
        && targets[ordinal].isSilent()
        && targets[ordinal].score() >= threshold.cap(Math.max(2, counted()));
  }

  /** A target that is silent while all others answer is to blame itself. */
  private void blameLoner() {
    for (int i = 0; i < targets.length; i++) {
      if (!targets[i].bad && isConvicted(i) && othersAnswered(i)) {
        targets[i].bad = true;
      }
    }
  }

  private boolean othersAnswered(int loner) {
    int others = 0;
    for (int i = 0; i < targets.length; i++) {
      if (i != loner && targets[i].counts()) {
        if (targets[i].isSilent() || targets[i].answeredUntil <= targets[loner].silentFrom) {
          return false;
        }
        others++;
      }
    }
    return others > 0;
  }
}
