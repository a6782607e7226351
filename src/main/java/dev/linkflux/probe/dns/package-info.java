/** DNS probes: a query for each turn, its answer judged, over UDP and for the long ones TCP. */
@NullMarked
package dev.linkflux.probe.dns;

import org.jspecify.annotations.NullMarked;
