package dev.linkflux.decision;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;

/** The local facts of an uplink have been weighed, and what came of it has been said. */
record Assessed(Moment at, UplinkId uplink) implements Event {}
