package dev.linkflux.decision;

import dev.linkflux.time.Moment;
import dev.linkflux.time.Recalled;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;

/**
 * What an uplink had taught before a restart. What it is held to be is not told with it: evidence
 * must be fresh.
 *
 * @param age how long ago that was so, by the wall clock: the penalty has decayed meanwhile; never
 *     negative
 */
public record RecalledExperience(Moment at, UplinkId uplink, Duration age, Experience experience)
    implements Recalled {}
