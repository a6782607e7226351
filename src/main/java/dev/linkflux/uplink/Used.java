package dev.linkflux.uplink;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/**
 * What went through an uplink since the last such event, as its interface counts.
 *
 * @param bytes both directions, everybody's traffic; never negative
 */
public record Used(Moment at, UplinkId uplink, long bytes) implements Event {}
