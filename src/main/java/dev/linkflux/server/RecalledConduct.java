package dev.linkflux.server;

import dev.linkflux.decision.Penalty;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Recalled;
import dev.linkflux.uplink.ServerId;
import java.time.Duration;

/**
 * What the falls of a server had cost before a restart. A server is in use as it was then ({@link
 * Remembered}), so that this delays its next return and not its first verdict.
 *
 * @param age how long ago that was so, by the wall clock; never negative
 */
public record RecalledConduct(Moment at, ServerId server, Duration age, Penalty penalty)
    implements Recalled {}
