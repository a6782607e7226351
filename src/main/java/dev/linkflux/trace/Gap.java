package dev.linkflux.trace;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/**
 * The recorder could not keep up, or not write: events are missing before this moment.
 *
 * @param at when recording went on
 * @param lost how many are missing, at most
 */
public record Gap(Moment at, long lost) implements Event {}
