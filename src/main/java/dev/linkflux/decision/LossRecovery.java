package dev.linkflux.decision;

/**
 * Whether the loss of an uplink has recovered: a sequential probability ratio test (Wald 1945) of
 * the recovered against the breaching ratio, over the probes that have ended, at any cadence. One
 * owner; not thread safe.
 *
 * <p>Its bounds are ln((1 - beta) / alpha) and ln(beta / (1 - alpha)), so that an uplink that still
 * loses as much as breaches the demand is held for recovered with a probability of at most alpha /
 * (1 - beta) = 11 % a test, one that loses no more than is recovered is not with as much. A test
 * that has ended is followed by the next; what the last one said stands until then.
 */
final class LossRecovery {
  /** Of holding for recovered what is not. */
  static final double ALPHA = 0.1;

  /** Of not holding for recovered what is. */
  static final double BETA = 0.1;

  /** Log odds from which on a test says so, nats. */
  static final double RECOVERED = Math.log((1 - BETA) / ALPHA);

  private static final double NOT_RECOVERED = Math.log(BETA / (1 - ALPHA));

  private final LossOdds odds;
  private double sum;
  private boolean proven;

  LossRecovery(LossOdds odds) {
    this.odds = odds;
  }

  /** A probe has ended. */
  void count(boolean isLost) {
    sum -= isLost ? odds.ifLost() : odds.ifAnswered();
    if (sum >= RECOVERED) {
      restart();
      proven = true;
    } else if (sum <= NOT_RECOVERED) {
      restart();
    }
  }

  /** Nothing is known. */
  void restart() {
    sum = 0;
    proven = false;
  }

  /** The last test that ended said so. */
  boolean isProven() {
    return proven;
  }
}
