/**
 * HTTP and HTTPS probes on Reactor Netty: one GET on a connection of its own through one uplink,
 * and what is wrong with the answer in words.
 */
@NullMarked
package dev.linkflux.probe.http;

import org.jspecify.annotations.NullMarked;
