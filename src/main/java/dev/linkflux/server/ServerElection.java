package dev.linkflux.server;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;

/**
 * Which server is in use now.
 *
 * @param active the one in use; never nobody: the least bad stays where none works
 * @param cause why it is in use: {@link Rung#wire} of the one that was left, or {@code started},
 *     {@code recovered}, {@code operator}
 * @param sentence one line that a person understands
 */
public record ServerElection(Moment at, ServerId active, String cause, String sentence)
    implements Event {}
