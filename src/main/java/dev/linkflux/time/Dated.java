package dev.linkflux.time;

import java.time.Instant;

/**
 * What the wall clock shows at a moment. It is told at the start, and again whenever the clock was
 * set: calendars (the first of a month, a maintenance window) go by it, and nothing else does.
 *
 * @param wall as of {@code at}
 */
public record Dated(Moment at, Instant wall) implements Event {}
