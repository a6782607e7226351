/** What the prober of ICMP remembers. */
@NullMarked
package dev.linkflux.probe.icmp;

import org.jspecify.annotations.NullMarked;
