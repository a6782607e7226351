package dev.linkflux.server;

import dev.linkflux.decision.StateName;
import dev.linkflux.time.Moment;

/** What a server is held to be. What ends by itself, or must last, carries its deadline. */
sealed interface State {
  /** The name that users see. */
  StateName name();

  /** Why it is so: {@link Rung#wire}, or {@code started}, {@code recovered}, {@code dampened}. */
  String cause();

  /** The same state with its deadline put off. */
  default State postponed(long nanos) {
    return this;
  }

  /** What one can fall from. */
  sealed interface Standing extends State {}

  /** No decisive check yet. */
  record Unknown() implements Standing {
    @Override
    public StateName name() {
      return StateName.UNKNOWN;
    }

    @Override
    public String cause() {
      return Causes.STARTED;
    }
  }

  /** Serves, and all is well. */
  record Up(String cause) implements Standing {
    @Override
    public StateName name() {
      return StateName.UP;
    }
  }

  /** Serves, but something is broken. */
  record Degraded(String cause) implements Standing {
    @Override
    public StateName name() {
      return StateName.DEGRADED;
    }
  }

  /**
   * Still what it was for everybody, but it serves nowhere since a while: down at {@code downAt} if
   * enough checks have failed by then, else with the check that is enough.
   */
  record Failing(Moment since, Moment downAt, Standing before) implements State {
    @Override
    public StateName name() {
      return before.name();
    }

    @Override
    public String cause() {
      return before.cause();
    }

    @Override
    public State postponed(long nanos) {
      return new Failing(since, downAt.plusNanos(nanos), before);
    }
  }

  /** Still degraded for everybody, but nothing is broken any more: up with a check at that time. */
  record Mending(Moment upAt, String cause) implements State {
    @Override
    public StateName name() {
      return StateName.DEGRADED;
    }

    @Override
    public State postponed(long nanos) {
      return new Mending(upAt.plusNanos(nanos), cause);
    }
  }

  /** Serves through no uplink that works. */
  record Down(String cause) implements State {
    @Override
    public StateName name() {
      return StateName.DOWN;
    }
  }

  /** Serves again and has to prove itself: up with the first check from {@code upAt} on. */
  record Recovering(Moment upAt, String cause) implements State {
    @Override
    public StateName name() {
      return StateName.RECOVERING;
    }

    @Override
    public State postponed(long nanos) {
      return new Recovering(upAt.plusNanos(nanos), cause);
    }
  }
}
