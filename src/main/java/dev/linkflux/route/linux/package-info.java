/**
 * Adapter to the routing of Linux by rtnetlink: says what the uplinks' interfaces are like, and
 * makes the kernel hold a plan.
 */
@NullMarked
package dev.linkflux.route.linux;

import org.jspecify.annotations.NullMarked;
