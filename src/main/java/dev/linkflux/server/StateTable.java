package dev.linkflux.server;

import dev.linkflux.server.Finding.Fails;
import dev.linkflux.server.Finding.Hampered;
import dev.linkflux.server.Finding.Open;
import dev.linkflux.server.Finding.Serves;
import dev.linkflux.server.State.Degraded;
import dev.linkflux.server.State.Down;
import dev.linkflux.server.State.Failing;
import dev.linkflux.server.State.Mending;
import dev.linkflux.server.State.Recovering;
import dev.linkflux.server.State.Standing;
import dev.linkflux.server.State.Unknown;
import dev.linkflux.server.State.Up;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Server.Hysteresis;
import java.util.function.Supplier;

/**
 * The transition table: a row a line, every state with every finding. Down is left for good only by
 * checks: to be up again takes one that passes when the hold-down is over, not the end of it alone.
 * The first verdict is up, unless its falls before a restart still delay its return.
 */
final class StateTable {
  private StateTable() {}

  private record Row(State state, Finding finding) {}

  /**
   * The state that follows.
   *
   * @param at now
   * @param recovery what recovering would be if it began now; asked only if it does
   */
  static State next(
      State state, Finding finding, Moment at, Hysteresis rules, Supplier<Recovering> recovery) {
    return switch (new Row(state, finding)) {
      case Row(Unknown _, Serves _) -> first(recovery.get());
      case Row(Unknown unknown, Hampered it) -> it.settled() ? degraded(it) : unknown;
      case Row(Unknown unknown, Fails _) -> failing(unknown, at, rules);
      case Row(Unknown unknown, Open _) -> unknown;

      case Row(Up up, Serves _) -> up;
      case Row(Up up, Hampered it) -> it.settled() ? degraded(it) : up;
      case Row(Up up, Fails _) -> failing(up, at, rules);
      case Row(Up up, Open _) -> up;

      case Row(Degraded degraded, Serves _) ->
          new Mending(at.plus(rules.holdDown()), degraded.cause());
      case Row(Degraded degraded, Hampered it) -> it.lasting() ? degraded(it) : degraded;
      case Row(Degraded degraded, Fails _) -> failing(degraded, at, rules);
      case Row(Degraded degraded, Open _) -> degraded;

      case Row(Failing failing, Serves it) -> next(failing.before(), it, at, rules, recovery);
      case Row(Failing failing, Hampered it) -> next(failing.before(), it, at, rules, recovery);
      case Row(Failing failing, Fails it) ->
          it.settled() && !failing.downAt().isAfter(at) ? down(it) : failing;
      case Row(Failing failing, Open _) -> failing.before();

      case Row(Mending mending, Serves(var latest)) ->
          mending.upAt().isAfter(latest) ? mending : new Up(Causes.RECOVERED);
      case Row(Mending mending, Hampered it) ->
          it.lasting() ? degraded(it) : new Degraded(mending.cause());
      case Row(Mending mending, Fails _) -> failing(new Degraded(mending.cause()), at, rules);
      case Row(Mending mending, Open _) -> mending;

      case Row(Down _, Serves _) -> recovery.get();
      case Row(Down _, Hampered _) -> recovery.get();
      case Row(Down down, Fails it) -> it.lasting() ? down(it) : down;
      case Row(Down down, Open _) -> down;

      case Row(Recovering recovering, Serves(var latest)) ->
          recovering.upAt().isAfter(latest) ? recovering : new Up(Causes.RECOVERED);
      case Row(Recovering recovering, Hampered it) ->
          recovering.upAt().isAfter(it.latest()) ? recovering : degraded(it);
      case Row(Recovering _, Fails it) -> down(it);
      case Row(Recovering recovering, Open _) -> recovering;
    };
  }

  private static State first(Recovering recovery) {
    return recovery.cause().equals(Causes.DAMPENED) ? recovery : new Up(Causes.STARTED);
  }

  private static State degraded(Hampered it) {
    return new Degraded(it.breach().rung().wire());
  }

  private static State down(Fails it) {
    return new Down(it.breach().rung().wire());
  }

  private static State failing(Standing before, Moment at, Hysteresis rules) {
    return new Failing(at, at.plus(rules.confirm()), before);
  }
}
