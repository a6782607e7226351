/** Asks targets by TCP connections, each through its own uplink, on Reactor Netty. */
@NullMarked
package dev.linkflux.probe.tcp;

import org.jspecify.annotations.NullMarked;
