package dev.linkflux.uplink;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/**
 * The operator has said what is wanted of an uplink. The latest word counts.
 *
 * @param until from when on it is {@link Steering#AUTO} again; {@link Moment#NEVER} if not by
 *     itself
 */
public record Steered(Moment at, UplinkId uplink, Steering steering, Moment until)
    implements Event {}
