package dev.linkflux.server;

import dev.linkflux.decision.Damper;
import dev.linkflux.decision.Penalty;
import dev.linkflux.decision.Rules;
import dev.linkflux.server.State.Failing;
import dev.linkflux.server.State.Recovering;
import dev.linkflux.server.State.Unknown;
import dev.linkflux.time.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a server has behaved: what its falls have cost, and how long it must prove itself when it is
 * back. One owner; not thread safe.
 */
final class Conduct {
  /**
   * After an absence longer than the hold-down it must serve for as long as it was away, but for no
   * more than so many hold-downs: what is away as long as it is there is then not returned to at
   * all, though each time it lasts longer than the hold-down.
   */
  private static final int LONGEST_PROOF = 3;

  private final Duration holdDown;
  private final Damper damper;
  private Moment served = Moment.ZERO;
  private boolean inUse;
  private Moment inUseSince = Moment.ZERO;

  Conduct(Duration holdDown, Rules.Dampening dampening) {
    this(holdDown, new Damper(dampening));
  }

  private Conduct(Duration holdDown, Damper damper) {
    this.holdDown = holdDown;
    this.damper = damper;
  }

  /** What goes on by other rules from a moment on. */
  Conduct successor(Duration other, Rules.Dampening dampening, Moment at) {
    Conduct heir = new Conduct(other, damper.successor(dampening, at));
    heir.served = served;
    heir.inUse = inUse;
    heir.inUseSince = inUseSince;
    return heir;
  }

  /** Has an election chosen it? */
  void use(boolean now, Moment at) {
    if (now && !inUse) {
      inUseSince = at;
    }
    inUse = now;
  }

  /** A check has found it to serve, or it has ceased to be unknown. */
  void served(Moment at) {
    served = at;
  }

  /**
   * It is down now.
   *
   * @param from what it was before
   * @param since when it was
   */
  void fell(State from, Moment since, Moment at) {
    switch (from) {
      case Failing failing when !(failing.before() instanceof Unknown) -> {
        if (inUse) {
          damper.fell(at, at.since(inUseSince));
        } else {
          damper.fell(at);
        }
      }
      case Recovering _ -> damper.relapsed(at, at.since(since), holdDown);
      case Failing _, Unknown _, State.Up _, State.Degraded _, State.Mending _, State.Down _ -> {}
    }
  }

  /** What recovering would be if it began now. */
  Recovering recovery(Moment at) {
    Duration longest = holdDown.multipliedBy(LONGEST_PROOF);
    Duration away = at.since(served);
    Duration proof = away.compareTo(longest) > 0 ? longest : away;
    proof = proof.compareTo(holdDown) > 0 ? proof : holdDown;
    Duration delay = damper.delay(at);
    return delay.compareTo(proof) > 0
        ? new Recovering(at.plus(delay), Causes.DAMPENED)
        : new Recovering(at.plus(proof), Causes.RECOVERED);
  }

  /** What its falls have cost, if the last was punished at this very moment; else null. */
  @Nullable Penalty punished(Moment at) {
    return damper.isPunishedAt(at) ? damper.told(at) : null;
  }

  /** Goes on from what was told before a restart. */
  void recall(RecalledConduct then) {
    damper.recall(then.at(), then.age(), then.penalty());
  }

  /** What its falls have cost, as far as that is not forgotten. */
  double penalty(Moment at) {
    return damper.penalty(at);
  }

  /** From which penalty on the return is delayed. */
  double suppress() {
    return damper.suppress();
  }
}
