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

  /** When the first unanswered probe of the present silence was sent. */
  long silentFrom = NOT_SILENT;

  /** When the latest answered probe was sent; -1 if none was. */
  long answeredUntil = -1;

  /** Left out of the evidence: the target is to blame, not the uplink. */
  boolean bad;

  /**
   * When the probe was sent whose answer took the blame from it after it had been dead; earlier
   * than all if none did.
   */
  private long goodSince = Long.MIN_VALUE;

  /** Something is known of it: it has been asked through this uplink. */
  private boolean asked;

  /** Probes unanswered in the present silence. */
  int unanswered;

  private long lastMissing = -1;

  void missing(ProbeId id, long sentAt) {
    lastMissing = id.sequence();
    unansweredSince(sentAt);
  }

  void unreachable(ProbeId id, long sentAt) {
    if (id.sequence() > lastMissing) {
      unansweredSince(sentAt);
    }
  }

  private void unansweredSince(long sentAt) {
    asked = true;
    unanswered++;
    silentFrom = Math.min(silentFrom, sentAt);
  }

  /** The target has answered; an answer to a probe from before the silence does not end it. */
  void answered(long sentAt) {
    asked = true;
    if (bad) {
      takenBack(sentAt);
    }
    answeredUntil = Math.max(answeredUntil, sentAt);
    if (sentAt >= silentFrom) {
      forget();
    }
  }

  void forget() {
    silentFrom = NOT_SILENT;
    unanswered = 0;
  }

  private void takenBack(long sentAt) {
    bad = false;
    if (unanswered >= DEAD) {
      goodSince = sentAt;
    }
    forget();
  }

  /** Evidence of silence so far, in nats. */
  double score() {
    return unanswered * Threshold.LOST;
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
