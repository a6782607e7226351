package dev.linkflux.server.check;

import dev.linkflux.uplink.Host;
import java.net.InetAddress;

/**
 * One place where a server may be.
 *
 * @param address of the place
 * @param host as whom it is configured: what its certificate must be for
 */
record Spot(InetAddress address, Host host) {}
