package dev.linkflux.decision;

import dev.linkflux.decision.State.Degraded;
import dev.linkflux.decision.State.Disabled;
import dev.linkflux.decision.State.Doubtful;
import dev.linkflux.decision.State.Down;
import dev.linkflux.decision.State.Failing;
import dev.linkflux.decision.State.Recovering;
import dev.linkflux.decision.State.Unknown;
import dev.linkflux.decision.State.Up;
import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;

/**
 * One uplink: its state, the evidence that moves it, how closely it is watched, and what its falls
 * have cost. One owner; not thread safe.
 */
final class Monitor {
  final Uplink uplink;
  final Evidence evidence;
  final Suspicion suspicion;
  final Damper damper;
  final Lessons lessons;

  private final Rules rules;
  private State state;
  private Moment since = Moment.ZERO;
  private boolean carries;
  private Moment carriesSince = Moment.ZERO;

  /** The state's deadline has passed, but the evidence did not let it end. */
  private boolean expired;

  Monitor(Uplink uplink, Rules rules, Evidence evidence) {
    this(uplink, rules, evidence, new Suspicion(), new Damper(rules.dampening()));
  }

  private Monitor(
      Uplink uplink, Rules rules, Evidence evidence, Suspicion suspicion, Damper damper) {
    this.uplink = uplink;
    this.rules = rules;
    this.evidence = evidence;
    this.suspicion = suspicion;
    this.damper = damper;
    this.lessons = new Lessons(uplink.id(), evidence.detector.baseline(), damper);
    this.state = uplink.disabled() ? new Disabled() : new Unknown();
  }

  /** Of an uplink, or a line, that nobody knew before that moment. */
  static Monitor newcomer(Uplink uplink, Terms terms, Moment at) {
    Monitor heir = new Monitor(uplink, terms.rules(), Evidence.none(terms));
    heir.since = at;
    return heir;
  }

  /**
   * The one that goes on, of the same line, by other terms. One that is disabled now, or enabled,
   * begins anew; what its falls have cost stays.
   *
   * @param targets which of them are asked the same
   */
  Monitor successor(Uplink other, Terms terms, Heirs targets, Moment at) {
    boolean same = other.disabled() == uplink.disabled();
    Monitor heir =
        new Monitor(
            other,
            terms.rules(),
            same ? evidence.successor(terms, targets) : evidence.renewed(terms),
            same ? suspicion : new Suspicion(),
            damper.successor(terms.rules().dampening(), at));
    if (same) {
      heir.state = state;
      heir.expired = expired;
    }
    heir.since = same ? since : at;
    heir.lessons.follow(lessons);
    heir.carries = carries;
    heir.carriesSince = carriesSince;
    return heir;
  }

  State state() {
    return state;
  }

  /** Since when users see this state. */
  Moment since() {
    return since;
  }

  /** Has an election chosen it? */
  void carries(boolean now, Moment at) {
    if (now && !carries) {
      carriesSince = at;
    }
    carries = now;
  }

  void take(Doubt.Missing missing) {
    evidence.take(missing);
    suspicion.missed();
  }

  void take(Outcome outcome) {
    evidence.take(outcome, state instanceof Down);
    if (!Evidence.isCorrection(outcome)) {
      suspicion.ended();
      if (outcome instanceof Outcome.Replied) {
        suspicion.answered();
      }
    }
  }

  /**
   * A probe was not sent for want of a route.
   *
   * @return true if that is new of this target
   */
  boolean withheld(Outcome.NotSent turn) {
    return evidence.local.withheld(turn, state instanceof Unknown);
  }

  /** How closely it has to be watched: rest only if there is nothing to find out. */
  Tempo attention() {
    if (suspicion.isFast()) {
      return Tempo.FAST;
    }
    return switch (state) {
      case Up _, Disabled _ -> Tempo.REST;
      case Down _ -> isReturning() ? Tempo.STEADY : Tempo.REST;
      case Unknown _, Doubtful _, Failing _, Degraded _, Recovering _ -> Tempo.STEADY;
    };
  }

  /** Its first answer is there, and it has not fallen silent again. */
  private boolean isReturning() {
    return evidence.isHeard() && evidence.local.cut() == null && !evidence.detector.isBlackout();
  }

  /** Silent, or a required target through it, whoever is to blame for it. */
  boolean isSilent() {
    return evidence.detector.isBlackout();
  }

  /** Nothing is known that keeps it from answering. */
  boolean mightAnswer() {
    return evidence.local.cut() == null
        && switch (state) {
          case Unknown _, Doubtful _, Up _, Failing _, Degraded _, Recovering _ -> true;
          case Down _, Disabled _ -> false;
        };
  }

  /**
   * The state that follows from its evidence.
   *
   * @param held the silence may not be this uplink's own
   */
  State next(boolean held, Moment at) {
    boolean open = state instanceof Down || state instanceof Unknown;
    boolean fallen =
        state instanceof Down || state instanceof Degraded || state instanceof Recovering;
    return StateTable.next(
        state, evidence.verdict(held, open, fallen && rules.recoverAll()), at, recovery(at));
  }

  /**
   * The silence so far was nobody's: it is no evidence, and fast probing may begin anew at once.
   */
  void pardon(Moment at) {
    evidence.forgive(at);
    evidence.detector.excuse(at.nanos());
    suspicion.pardon();
  }

  /**
   * What recovering would be if it began now. One that is not known yet needs no hold-down; but if
   * it was suppressed before a restart it serves what is left of its delay.
   */
  private Recovering recovery(Moment at) {
    Duration delay = damper.delay(at);
    Duration least = isUndecided() ? Duration.ZERO : rules.holdDown();
    return delay.compareTo(least) > 0
        ? new Recovering(at.plus(delay), Cause.DAMPENED)
        : new Recovering(at.plus(rules.holdDown()), Cause.RECOVERED);
  }

  private boolean isUndecided() {
    return state instanceof Unknown || state instanceof Doubtful;
  }

  /** Takes up a state. */
  void become(State next, Moment at) {
    if (next instanceof Down || next instanceof Degraded) {
      penalise(at);
    }
    if (next instanceof Down && !(state instanceof Down)) {
      evidence.countAnswersFrom(at);
    }
    if (next instanceof Recovering && !(state instanceof Recovering)) {
      evidence.proveFrom(at);
    }
    if (next.name() != state.name()) {
      since = at;
    }
    state = next;
    expired = false;
  }

  private void penalise(Moment at) {
    switch (state) {
      case Up _, Failing _ -> {
        if (carries) {
          damper.fell(at, at.since(carriesSince));
        } else {
          damper.fell(at);
        }
      }
      case Recovering _ -> damper.relapsed(at, at.since(since), rules.holdDown());
      case Unknown _, Doubtful _, Degraded _, Down _, Disabled _ -> {}
    }
  }

  /** The state's deadline is now: it ends with the next verdict that lets it. */
  void expire() {
    expired = true;
  }

  /** This process was blind for a while: deadlines wait as long. */
  void postpone(long nanos) {
    if (!expired) {
      state = state.postponed(nanos);
    }
    suspicion.postpone(nanos);
  }

  /** When this uplink has something to do by itself, nanoseconds. */
  long due() {
    return Math.min(expired ? Long.MAX_VALUE : state.deadline().nanos(), suspicion.until());
  }
}
