package dev.linkflux.control;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/**
 * What the shadow would have done. Nothing comes of it.
 *
 * @param at when it would have
 * @param decision a transition or an election
 */
public record Shadowed(Moment at, Event decision) implements Event {}
