package dev.linkflux.replay.score;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.time.Moment;

/**
 * A while in which an uplink was held to be in one state.
 *
 * @param until when the next begins, or the last moment that is known of
 * @param cause of the transition that began it
 * @param sentence of that transition; empty for the first stay
 */
public record Stay(
    String uplink, Moment from, Moment until, StateName state, Cause cause, String sentence) {}
