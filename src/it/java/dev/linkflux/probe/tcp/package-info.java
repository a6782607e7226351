/** TCP probes through real kernels: namespaces, routers that refuse, counters. */
@NullMarked
package dev.linkflux.probe.tcp;

import org.jspecify.annotations.NullMarked;
