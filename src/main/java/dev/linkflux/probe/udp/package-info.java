/** Asks targets by UDP echo (RFC 862), each through its own uplink, on Reactor Netty. */
@NullMarked
package dev.linkflux.probe.udp;

import org.jspecify.annotations.NullMarked;
