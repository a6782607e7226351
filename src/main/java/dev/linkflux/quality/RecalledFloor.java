package dev.linkflux.quality;

import dev.linkflux.time.Moment;
import dev.linkflux.time.Recalled;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.List;

/**
 * The long-term minimum of a round-trip time as it was before a restart: else what is congested at
 * the start would be taken for its usual self.
 *
 * @param age how long ago that was so, by the wall clock; never negative
 * @param newest as in {@link FloorLearnt}
 */
public record RecalledFloor(
    Moment at, UplinkId uplink, TargetId target, Duration age, List<Long> newest)
    implements Recalled {}
