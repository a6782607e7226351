package dev.linkflux.decision;

import dev.linkflux.probe.ProbeId;

/**
 * What one target's answers, and silence, say of the uplink. Moments in nanoseconds. One owner; not
 * thread safe.
 */
final class TargetEvidence {
  static final long NOT_SILENT = Long.MAX_VALUE;

  /**
   * So many probes unanswered in a row are no chance even where a third is lost: the target itself
   * was dead, and what was lost meanwhile is not the uplink's loss.
   */
  private static final int DEAD = 8;

  /** A silence that ended within this was a burst of losses and no blackout: it is learnt from. */
  private static final long BURST = 3_000_000_000L;

  /** No more losses of one burst are learnt from: it is one event, however fast it was watched. */
  private static final int MOST_OF_A_BURST = 4;

  /** When the first unanswered probe of the present silence was sent. */
  long silentFrom = NOT_SILENT;

  /** When the latest answered probe was sent; -1 if none was. */
  long answeredUntil = -1;

  /** Left out of the evidence: the target is to blame, not the uplink. Set by {@link Blame}. */
  boolean bad;

  /** Probes unanswered in the present silence. */
  int unanswered;

  private final Baseline baseline;

  /** Before that nothing that was sent is evidence of silence. */
  private long excusedUntil = Long.MIN_VALUE;

  /**
   * When the probe was sent whose answer took the blame from it after it had been dead; earlier
   * than all if none did.
   */
  private long goodSince = Long.MIN_VALUE;

  /** Something is known of it: it has been asked through this uplink. */
  private boolean asked;

  private long lastLost = -1;

  /** Answers since the uplink last had to begin to prove itself. */
  private int answers;

  /** Losses of which it is not known yet whether they are a blackout's. */
  private int lost;

  private int following;
  private long lostFrom;

  TargetEvidence(Baseline baseline) {
    this.baseline = baseline;
  }

  void missing(ProbeId id, long sentAt) {
    unansweredSince(id, sentAt);
  }

  /** A refusal of a probe that is missing already says nothing new. */
  void unreachable(ProbeId id, long sentAt) {
    if (id.sequence() > lastLost) {
      unansweredSince(id, sentAt);
    }
  }

  private void unansweredSince(ProbeId id, long sentAt) {
    asked = true;
    remember(id.sequence(), sentAt);
    if (sentAt >= answeredUntil && sentAt >= excusedUntil) {
      unanswered++;
      silentFrom = Math.min(silentFrom, sentAt);
    }
  }

  private void remember(long sequence, long sentAt) {
    lostFrom = lost == 0 ? sentAt : lostFrom;
    if (lost < MOST_OF_A_BURST && !bad) {
      following += sequence == lastLost + 1 && lastLost >= 0 ? 1 : 0;
      lost++;
    }
    lastLost = sequence;
  }

  /** The target has answered; an answer to a probe from before the silence does not end it. */
  void answered(long sentAt) {
    asked = true;
    answers++;
    answeredUntil = Math.max(answeredUntil, sentAt);
    baseline.answered();
    if (lost > 0 && sentAt >= lostFrom) {
      if (sentAt - lostFrom <= BURST && !bad) {
        baseline.learn(lost, following);
      }
      forgetLost();
    }
    if (sentAt >= silentFrom) {
      forget();
    }
  }

  void excuse(long at) {
    excusedUntil = at;
  }

  void forget() {
    silentFrom = NOT_SILENT;
    unanswered = 0;
  }

  private void forgetLost() {
    lost = 0;
    following = 0;
  }

  /** It has answered a probe that was sent then: it is evidence again. */
  void takeBack(long sentAt) {
    bad = false;
    if (unanswered >= DEAD) {
      goodSince = sentAt;
    }
    forget();
    forgetLost();
  }

  /** From now on answers prove something. */
  void restartAnswers() {
    answers = 0;
  }

  /** Answers since then. */
  int answers() {
    return answers;
  }

  /** Evidence of silence so far, in nats. */
  double score() {
    return unanswered * baseline.perLoss();
  }

  /** Its answers and its silence are evidence of the uplink. */
  boolean counts() {
    return asked && !bad;
  }

  /** A loss of a probe that was sent then is the target's own fault, as far as is known now. */
  boolean isToBlameFor(long sentAt) {
    return bad || sentAt < goodSince;
  }

  boolean hasAnswered() {
    return answeredUntil >= 0;
  }

  boolean isSilent() {
    return silentFrom != NOT_SILENT;
  }

  boolean isAnswering() {
    return !isSilent() && hasAnswered();
  }
}
