package dev.linkflux.decision;

import dev.linkflux.time.Moment;
import dev.linkflux.time.Recalled;
import dev.linkflux.uplink.UplinkId;
import java.time.Instant;

/**
 * How much had gone through an uplink before a restart, in the month of {@code last}. What went
 * through while nobody counted is not in it: counters of interfaces may have begun anew.
 *
 * @param bytes both directions, since the first of that month; never negative
 * @param last when it was counted, by the wall clock: in another month it counts for nothing
 */
public record RecalledConsumption(Moment at, UplinkId uplink, long bytes, Instant last)
    implements Recalled {}
