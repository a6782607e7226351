package dev.linkflux.decision;

import dev.linkflux.probe.ProbeId;

/**
 * What one target's answers, and silence, say of the uplink. Moments in nanoseconds. One owner; not
 * thread safe.
 */
final class TargetEvidence {
  static final long NOT_SILENT = Long.MAX_VALUE;

  /** When the first unanswered probe of the present silence was sent. */
  long silentFrom = NOT_SILENT;

  /** When the latest answered probe was sent; -1 if none was. */
  long answeredUntil = -1;

  /** Left out of the evidence: the target is to blame, not the uplink. */
  boolean bad;

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
      bad = false;
      forget();
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

  /** Evidence of silence so far, in nats. */
  double score() {
    return unanswered * Threshold.LOST;
  }

  /** Its answers and its silence are evidence of the uplink. */
  boolean counts() {
    return asked && !bad;
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
