package dev.linkflux.decision;

import dev.linkflux.uplink.Uplink;

/**
 * One uplink as an election sees it.
 *
 * @param cause of its state
 */
record Candidate(Uplink uplink, StateName state, Cause cause) {
  /** A local fact rules it out: nothing can come through it. */
  boolean isCut() {
    return state == StateName.DOWN && cause != Cause.BLACKOUT;
  }

  /** The same uplink after a transition. */
  Candidate after(Transition transition) {
    return new Candidate(uplink, transition.to(), transition.cause());
  }
}
