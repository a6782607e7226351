/**
 * ICMP echo probes on kernel sockets that an event loop of Netty reads: a prober and its
 * bookkeeping.
 */
@NullMarked
package dev.linkflux.probe.icmp;

import org.jspecify.annotations.NullMarked;
