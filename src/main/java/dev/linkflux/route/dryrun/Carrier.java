package dev.linkflux.route.dryrun;

import dev.linkflux.uplink.UplinkId;

/** A line of a script: an uplink gains its carrier, or loses it. */
public record Carrier(UplinkId uplink, boolean present) {}
