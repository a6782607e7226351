package dev.linkflux.decision;

import dev.linkflux.time.Moment;

/** What an uplink is held to be. A state that ends by itself carries its deadline. */
sealed interface State {
  /** The name that users see. */
  StateName name();

  /** Why it is so. */
  Cause cause();

  /** When it ends by itself; {@link Moment#NEVER} if it does not. */
  default Moment deadline() {
    return Moment.NEVER;
  }

  /** The same state with its deadline put off. */
  default State postponed(long nanos) {
    return this;
  }

  /** No decisive evidence yet. */
  record Unknown() implements State {
    @Override
    public StateName name() {
      return StateName.UNKNOWN;
    }

    @Override
    public Cause cause() {
      return Cause.STARTED;
    }
  }

  /**
   * Answers, but has breached its demands ever since the first verdict: degraded at {@code downAt}
   * if that lasts.
   */
  record Doubtful(Moment downAt, Cause cause) implements State {
    @Override
    public StateName name() {
      return StateName.UNKNOWN;
    }

    @Override
    public Moment deadline() {
      return downAt;
    }

    @Override
    public State postponed(long nanos) {
      return new Doubtful(downAt.plusNanos(nanos), cause);
    }
  }

  /** Answers and meets its demands. */
  record Up(Cause cause) implements State {
    @Override
    public StateName name() {
      return StateName.UP;
    }
  }

  /**
   * Still up for everybody, but in breach since a while: degraded at {@code downAt} if that lasts.
   */
  record Failing(Moment downAt, Cause upCause, Cause cause) implements State {
    @Override
    public StateName name() {
      return StateName.UP;
    }

    @Override
    public Moment deadline() {
      return downAt;
    }

    @Override
    public State postponed(long nanos) {
      return new Failing(downAt.plusNanos(nanos), upCause, cause);
    }
  }

  /** Answers, but breaches its demands. */
  record Degraded(Cause cause) implements State {
    @Override
    public StateName name() {
      return StateName.DEGRADED;
    }
  }

  /** Passes no traffic. */
  record Down(Cause cause) implements State {
    @Override
    public StateName name() {
      return StateName.DOWN;
    }
  }

  /** Meets its demands again and has to prove itself until {@code upAt}. */
  record Recovering(Moment upAt, Cause cause) implements State {
    @Override
    public StateName name() {
      return StateName.RECOVERING;
    }

    @Override
    public Moment deadline() {
      return upAt;
    }

    @Override
    public State postponed(long nanos) {
      return new Recovering(upAt.plusNanos(nanos), cause);
    }
  }

  /** Taken out of service by the operator. */
  record Disabled() implements State {
    @Override
    public StateName name() {
      return StateName.DISABLED;
    }

    @Override
    public Cause cause() {
      return Cause.OPERATOR;
    }
  }
}
