/**
 * Adapter to the routing of Linux by rtnetlink: says what the uplinks' interfaces are like, and
 * makes the kernel hold a plan.
 *
 * <p>Neighbours are not watched: that a gateway does not answer is known from the probes within a
 * second, while its neighbour entry may stay stale for as long as nobody asks, fails for a moment
 * with a gateway that is well, and does not exist at all on a point-to-point line.
 */
@NullMarked
package dev.linkflux.route.linux;

import org.jspecify.annotations.NullMarked;
