package dev.linkflux.route;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/**
 * The kernel may not hold any more what it was made to hold: somebody else has changed what is
 * ours, or announcements were lost.
 *
 * @param what happened, for a person
 */
public record Drifted(Moment at, String what) implements Event {}
