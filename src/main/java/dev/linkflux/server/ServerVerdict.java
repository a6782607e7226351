package dev.linkflux.server;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.UplinkId;
import org.jspecify.annotations.Nullable;

/**
 * What is held of a server through one uplink has changed.
 *
 * @param serves true if it is of use through this uplink
 * @param breach what is broken, the uplink itself included; null if nothing is
 * @param sentence one line that a person understands
 * @param hint what to do about it; empty if nothing is broken
 */
public record ServerVerdict(
    Moment at,
    ServerId server,
    UplinkId uplink,
    boolean serves,
    @Nullable Breach breach,
    String sentence,
    String hint)
    implements Event {}
