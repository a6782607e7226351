package dev.linkflux.replay.score;

import dev.linkflux.time.Moment;

/**
 * A while in which an uplink was of one condition.
 *
 * @param until when the next begins
 * @param why in words, with figures: {@code "no answer to 31 probes of 3 targets"}; empty if good
 */
public record Spell(String uplink, Moment from, Moment until, Condition condition, String why) {
  /** How long it lasted. */
  public double seconds() {
    return (until.nanos() - from.nanos()) / 1e9;
  }
}
