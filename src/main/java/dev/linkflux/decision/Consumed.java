package dev.linkflux.decision;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;

/**
 * How much has gone through an uplink with a quota this month, for whoever keeps it over a restart.
 * Nothing follows from it.
 *
 * @param bytes both directions, since the first of the month
 */
public record Consumed(Moment at, UplinkId uplink, long bytes) implements Event {}
