package dev.linkflux.decision;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;

/**
 * A target has been found to be to blame itself for its silence through an uplink, so that it is no
 * evidence of it; or it has been taken back.
 *
 * @param bad false when it is taken back: it has answered again
 * @param sentence one line that a person understands
 */
public record Blamed(Moment at, UplinkId uplink, TargetId target, boolean bad, String sentence)
    implements Event {}
