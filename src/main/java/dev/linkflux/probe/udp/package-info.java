/** UDP probes on kernel sockets that an event loop of Netty reads: a prober and its wordings. */
@NullMarked
package dev.linkflux.probe.udp;

import org.jspecify.annotations.NullMarked;
