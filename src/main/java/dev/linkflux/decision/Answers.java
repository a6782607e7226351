package dev.linkflux.decision;

/**
 * What the answers of an uplink's targets prove. Moments in nanoseconds. One owner; not thread
 * safe.
 */
final class Answers {
  private final TargetEvidence[] targets;
  private final boolean[] required;

  Answers(TargetEvidence[] targets, boolean[] required) {
    this.targets = targets;
    this.required = required;
  }

  /** How many targets that count have answered a probe that was sent at or after a moment. */
  int since(long moment) {
    int answering = 0;
    for (TargetEvidence target : targets) {
      answering += target.counts() && target.answeredUntil >= moment ? 1 : 0;
    }
    return answering;
  }

  /**
   * A majority of the targets that count has answered a probe that was sent at or after a moment,
   * and all of them that are required.
   */
  boolean suffice(long moment) {
    int counted = 0;
    for (int i = 0; i < targets.length; i++) {
      if (targets[i].counts()) {
        if (required[i] && targets[i].answeredUntil < moment) {
          return false;
        }
        counted++;
      }
    }
    return since(moment) >= Threshold.quorum(counted);
  }

  /** One target at least answers now. */
  boolean any() {
    for (TargetEvidence target : targets) {
      if (target.isAnswering()) {
        return true;
      }
    }
    return false;
  }

  /** How many targets that count answer now. */
  int now() {
    int answering = 0;
    for (TargetEvidence target : targets) {
      answering += target.counts() && target.isAnswering() ? 1 : 0;
    }
    return answering;
  }

  /** When the latest answered probe was sent; -1 if none was. */
  long latest() {
    long latest = -1;
    for (TargetEvidence target : targets) {
      latest = Math.max(latest, target.answeredUntil);
    }
    return latest;
  }

  /** Every other target that counts has answered since this one fell silent, and there is one. */
  boolean ofAllBut(int silent) {
    int others = 0;
    for (int i = 0; i < targets.length; i++) {
      if (i != silent && targets[i].counts()) {
        if (targets[i].isSilent() || targets[i].answeredUntil <= targets[silent].silentFrom) {
          return false;
        }
        others++;
      }
    }
    return others > 0;
  }

  /** Counting begins anew. */
  void restart() {
    for (TargetEvidence target : targets) {
      target.restartAnswers();
    }
  }

  /** Every target that counts has answered so often since {@link #restart}. */
  boolean areEach(double often) {
    for (TargetEvidence target : targets) {
      if (target.counts() && target.answers() < often) {
        return false;
      }
    }
    return true;
  }
}
