package dev.linkflux.decision;

import dev.linkflux.decision.Rules.Dampening;
import dev.linkflux.time.Moment;
import java.time.Duration;

/**
 * Penalty for flapping that halves by itself (RFC 2439 section 4.2). It delays only the return. One
 * owner; not thread safe.
 */
final class Damper {
  private final Dampening rules;
  private final double ceiling;
  private double penalty;
  private long penalisedAt;

  /** Latched from the suppress limit on, down to the reuse limit. */
  private boolean suppressed;

  Damper(Dampening rules) {
    this.rules = rules;
    double halvings = (double) rules.cap().toNanos() / rules.halfLife().toNanos();
    this.ceiling = rules.reuse() * Math.pow(2, halvings);
  }

  /**
   * @param share of a whole penalty, above 0
   */
  void penalise(Moment at, double share) {
    penalty = Math.min(ceiling, penalty(at) + rules.penalty() * share);
    penalisedAt = at.nanos();
    suppressed |= penalty >= rules.suppress();
  }

  double penalty(Moment at) {
    if (penalty == 0) {
      return 0;
    }
    double halvings = (double) (at.nanos() - penalisedAt) / rules.halfLife().toNanos();
    return penalty * Math.pow(2, -halvings);
  }

  /** How long the return must wait; zero if it need not. */
  Duration delay(Moment at) {
    double now = penalty(at);
    suppressed &= now > rules.reuse();
    if (!suppressed) {
      return Duration.ZERO;
    }
    double halvings = Math.log(now / rules.reuse()) / Math.log(2);
    return Duration.ofNanos((long) (halvings * rules.halfLife().toNanos()));
  }
}
