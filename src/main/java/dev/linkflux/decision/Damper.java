package dev.linkflux.decision;

import dev.linkflux.decision.Rules.Dampening;
import dev.linkflux.time.Moment;
import java.time.Duration;

/**
 * Penalty for flapping that halves by itself (RFC 2439 section 4.2), and more the more a fall has
 * cost. It delays only the return, and never for longer than its cap. One owner; not thread safe.
 */
public final class Damper {
  /**
   * What the fall of one costs that stood by, as a share of that of one that carried: nothing was
   * moved, but it would have been a poor refuge.
   */
  private static final double STOOD_BY = 0.5;

  /**
   * What it costs on top if traffic had been moved there just before: that was in vain. It halves
   * with the half-life in which it was used.
   */
  private static final double IN_VAIN = 0.4;

  private final Dampening rules;
  private final double ceiling;
  private double penalty;
  private long penalisedAt;

  /** Latched from the suppress limit on, down to the reuse limit. */
  private boolean suppressed;

  /** Without a penalty. */
  public Damper(Dampening rules) {
    this.rules = rules;
    double halvings = (double) rules.cap().toNanos() / rules.halfLife().toNanos();
    this.ceiling = rules.reuse() * Math.pow(2, halvings);
  }

  /** What goes on by other rules from a moment on: what is left of the penalty stays. */
  public Damper successor(Dampening other, Moment at) {
    if (other.equals(rules)) {
      return this;
    }
    Damper heir = new Damper(other);
    heir.penalty = Math.min(heir.ceiling, penalty(at));
    heir.penalisedAt = at.nanos();
    heir.suppressed =
        heir.penalty >= other.suppress() || (suppressed && heir.penalty > other.reuse());
    return heir;
  }

  /** It fell and had stood by. */
  public void fell(Moment at) {
    penalise(at, STOOD_BY);
  }

  /**
   * It fell and had carried.
   *
   * @param used for how long
   */
  public void fell(Moment at, Duration used) {
    penalise(at, 1 + IN_VAIN * Math.pow(2, -halvings(used.toNanos())));
  }

  /**
   * It fell again while it had to prove itself: nothing was moved, but the nearer its return was,
   * the more of a flap it is.
   */
  public void relapsed(Moment at, Duration proving, Duration holdDown) {
    if (!proving.isZero()) {
      penalise(at, Math.min(1, (double) proving.toNanos() / Math.max(1, holdDown.toNanos())));
    }
  }

  /**
   * @param share of a whole penalty, above 0
   */
  void penalise(Moment at, double share) {
    penalty = Math.min(ceiling, penalty(at) + rules.penalty() * share);
    penalisedAt = at.nanos();
    suppressed |= penalty >= rules.suppress();
  }

  /** What is left of it. */
  public double penalty(Moment at) {
    return penalty == 0 ? 0 : penalty * Math.pow(2, -halvings(at.nanos() - penalisedAt));
  }

  /** From which penalty on the return is delayed. */
  public double suppress() {
    return rules.suppress();
  }

  /** The longest delay. */
  Duration cap() {
    return rules.cap();
  }

  /** How long the return must wait; zero if it need not. */
  public Duration delay(Moment at) {
    if (!suppressed) {
      return Duration.ZERO;
    }
    double now = penalty(at);
    suppressed = now > rules.reuse();
    if (!suppressed) {
      return Duration.ZERO;
    }
    double halvings = Math.log(now / rules.reuse()) / Math.log(2);
    return Duration.ofNanos((long) (halvings * rules.halfLife().toNanos()));
  }

  /** What is left of it, to be kept over a restart. */
  public Penalty told(Moment at) {
    double now = penalty(at);
    return new Penalty(now, suppressed && now > rules.reuse());
  }

  /** The last fall was punished at this very moment. */
  public boolean isPunishedAt(Moment at) {
    return penalty > 0 && penalisedAt == at.nanos();
  }

  /**
   * Goes on from what was told before a restart. The rules may be others now.
   *
   * @param age how long ago that was: it has decayed since
   */
  public void recall(Moment at, Duration age, Penalty then) {
    penalty = Math.min(ceiling, then.amount());
    penalisedAt = at.nanos() - age.toNanos();
    suppressed = then.suppressed() || penalty(at) >= rules.suppress();
  }

  private double halvings(long nanos) {
    return (double) nanos / rules.halfLife().toNanos();
  }
}
