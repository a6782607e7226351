package dev.linkflux.replay.tune;

import dev.linkflux.time.Moment;

/**
 * A part of the trace without a hole.
 *
 * @param until when the next begins
 * @param heldOut true if nothing is chosen by it
 * @param spells bad spells that begin in it, of all uplinks
 */
public record Block(Moment from, Moment until, boolean heldOut, int spells) {
  double seconds() {
    return (until.nanos() - from.nanos()) / 1e9;
  }
}
