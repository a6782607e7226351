package dev.linkflux.quality;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.List;

/**
 * The long-term minimum of the round-trip time of a target through an uplink, for whoever keeps it
 * over a restart: told when it has changed by a twentieth, and every quarter of an hour, at most
 * once a minute. Nothing follows from it.
 *
 * @param newest the minimum of each quarter of an hour, the present one first, nanoseconds; -1
 *     where nothing was answered
 */
public record FloorLearnt(Moment at, UplinkId uplink, TargetId target, List<Long> newest)
    implements Event {}
