package dev.linkflux.engine;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/**
 * What happens is no present, but a recorded trace that is played, as if it happened now. It is
 * said at the beginning, when a pause is skipped, and at the end.
 *
 * @param speed seconds of the trace in a second; infinite for as fast as it can be read
 * @param ended true if nothing comes any more
 * @param sentence one line that a person understands
 */
public record Played(Moment at, double speed, boolean ended, String sentence) implements Event {}
