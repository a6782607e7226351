package dev.linkflux.server;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How one check of a server through one uplink ended.
 *
 * @param address that was checked; null if there was none
 * @param nanos how long it took
 * @param serves true if the server is of use through this uplink, whatever is broken
 * @param breach the first rung that is broken, or null if none is
 * @param dns why the name servers gave no address through this uplink while others, or earlier
 *     ones, serve; null if they did
 */
public record Checked(
    Moment at,
    ServerId server,
    UplinkId uplink,
    @Nullable InetAddress address,
    long nanos,
    boolean serves,
    @Nullable Breach breach,
    @Nullable Breach dns)
    implements Event {}
