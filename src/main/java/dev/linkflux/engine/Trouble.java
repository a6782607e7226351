package dev.linkflux.engine;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/**
 * A part of ourselves does not work as it should; it is tried again.
 *
 * @param source which part, such as {@code probes of fibre}
 * @param reason what is wrong, and what to do
 */
public record Trouble(Moment at, String source, String reason) implements Event {}
