package dev.linkflux.decision;

import dev.linkflux.decision.State.Degraded;
import dev.linkflux.decision.State.Disabled;
import dev.linkflux.decision.State.Doubtful;
import dev.linkflux.decision.State.Down;
import dev.linkflux.decision.State.Failing;
import dev.linkflux.decision.State.Recovering;
import dev.linkflux.decision.State.Unknown;
import dev.linkflux.decision.State.Up;
import dev.linkflux.decision.Verdict.Breached;
import dev.linkflux.decision.Verdict.Cut;
import dev.linkflux.decision.Verdict.Met;
import dev.linkflux.decision.Verdict.Open;
import dev.linkflux.decision.Verdict.Silent;
import dev.linkflux.time.Moment;

/**
 * The transition table: a row a line, every state with every verdict.
 *
 * <p>What an uplink was held to be does not outlive a restart: evidence must be fresh, so all begin
 * as unknown, and are up with the first verdict that is met. But a penalty outlives it, and one
 * that was suppressed is recovering first, for as long as its delay has yet to last: a restart
 * never brings a flapping uplink back sooner. Nor does it take the last one away: if none is up,
 * the election takes the least bad, and one that is recovering is less bad than any that is
 * degraded or down. One that was down or degraded without being suppressed has no delay to serve.
 */
final class StateTable {
  private StateTable() {}

  private record Row(State state, Verdict verdict) {}

  /**
   * The state that follows.
   *
   * @param at now; a state whose deadline is not after it has expired
   * @param recovery what recovering would be if it began now
   */
  static State next(State state, Verdict verdict, Moment at, Recovering recovery) {
    return switch (new Row(state, verdict)) {
      case Row(Unknown _, Cut(var cause)) -> new Down(cause);
      case Row(Unknown _, Silent _) -> new Down(Cause.BLACKOUT);
      case Row(Unknown _, Breached(var cause, var confirm)) ->
          new Doubtful(at.plus(confirm), cause);
      case Row(Unknown _, Met _) -> first(recovery);
      case Row(Unknown unknown, Open _) -> unknown;

      case Row(Doubtful _, Cut(var cause)) -> new Down(cause);
      case Row(Doubtful _, Silent _) -> new Down(Cause.BLACKOUT);
      case Row(Doubtful doubtful, Breached breached) -> confirmed(doubtful, breached, at);
      case Row(Doubtful _, Met _) -> first(recovery);
      case Row(Doubtful doubtful, Open _) -> doubtful;

      case Row(Up _, Cut(var cause)) -> new Down(cause);
      case Row(Up _, Silent _) -> new Down(Cause.BLACKOUT);
      case Row(Up up, Breached(var cause, var confirm)) ->
          new Failing(at.plus(confirm), up.cause(), cause);
      case Row(Up up, Met _) -> up;
      case Row(Up up, Open _) -> up;

      case Row(Failing _, Cut(var cause)) -> new Down(cause);
      case Row(Failing _, Silent _) -> new Down(Cause.BLACKOUT);
      case Row(Failing failing, Breached breached) -> confirmed(failing, breached, at);
      case Row(Failing failing, Met _) -> new Up(failing.upCause());
      case Row(Failing failing, Open _) -> failing;

      case Row(Degraded _, Cut(var cause)) -> new Down(cause);
      case Row(Degraded _, Silent _) -> new Down(Cause.BLACKOUT);
      case Row(Degraded degraded, Breached _) -> degraded;
      case Row(Degraded _, Met _) -> recovery;
      case Row(Degraded degraded, Open _) -> degraded;

      case Row(Down _, Cut(var cause)) -> new Down(cause);
      case Row(Down _, Silent _) -> new Down(Cause.BLACKOUT);
      case Row(Down _, Breached(var cause, _)) -> new Degraded(cause);
      case Row(Down _, Met _) -> recovery;
      case Row(Down down, Open _) -> down;

      case Row(Recovering _, Cut(var cause)) -> new Down(cause);
      case Row(Recovering _, Silent _) -> new Down(Cause.BLACKOUT);
      case Row(Recovering recovering, Breached(var cause, var confirm)) ->
          confirm.isZero() ? new Degraded(cause) : recovering;
      case Row(Recovering recovering, Met(var proven)) ->
          proven && !recovering.upAt().isAfter(at) ? new Up(Cause.RECOVERED) : recovering;
      case Row(Recovering recovering, Open _) -> recovering;

      case Row(Disabled disabled, Cut _) -> disabled;
      case Row(Disabled disabled, Silent _) -> disabled;
      case Row(Disabled disabled, Breached _) -> disabled;
      case Row(Disabled disabled, Met _) -> disabled;
      case Row(Disabled disabled, Open _) -> disabled;
    };
  }

  /** Up at once, unless it was suppressed before a restart and is so still. */
  private static State first(Recovering recovery) {
    return recovery.cause() == Cause.DAMPENED ? recovery : new Up(Cause.STARTED);
  }

  /** A breach that grows is confirmed sooner; one that shrinks not later than first said. */
  private static State confirmed(Failing failing, Breached breached, Moment at) {
    if (!failing.downAt().isAfter(at)) {
      return new Degraded(breached.cause());
    }
    Moment sooner = at.plus(breached.confirm());
    return sooner.isBefore(failing.downAt())
        ? new Failing(sooner, failing.upCause(), breached.cause())
        : failing;
  }

  /** Like that of one that is failing. */
  private static State confirmed(Doubtful doubtful, Breached breached, Moment at) {
    if (!doubtful.downAt().isAfter(at)) {
      return new Degraded(breached.cause());
    }
    Moment sooner = at.plus(breached.confirm());
    return sooner.isBefore(doubtful.downAt()) ? new Doubtful(sooner, breached.cause()) : doubtful;
  }
}
