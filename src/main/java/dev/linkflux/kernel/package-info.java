/**
 * The only place with foreign functions: ICMP sockets, device binding and netlink on Linux, typed
 * and checked, on x86_64 and aarch64 (64 bit, little endian).
 */
@NullMarked
package dev.linkflux.kernel;

import org.jspecify.annotations.NullMarked;
