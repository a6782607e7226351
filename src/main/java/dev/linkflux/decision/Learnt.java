package dev.linkflux.decision;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;

/**
 * What an uplink has taught so far, for whoever keeps it over a restart: told at once when a fall
 * was punished, and at most once a minute when its baseline has changed noticeably. Nothing follows
 * from it.
 *
 * @param punished a fall was punished at this very moment
 */
public record Learnt(Moment at, UplinkId uplink, Experience experience, boolean punished)
    implements Event {}
