package dev.linkflux.decision;

import dev.linkflux.time.Effect;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;

/**
 * How quickly an uplink is to be probed from now on.
 *
 * @param fast true while it is suspect and the matter is not settled
 */
public record Pace(Moment at, UplinkId uplink, boolean fast) implements Effect {}
