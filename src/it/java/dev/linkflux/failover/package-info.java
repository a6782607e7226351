/**
 * The first bars of the whole program: how long a switch takes in the lab, with the built
 * distribution, real ICMP and real routes; and that what must not happen does not.
 */
@NullMarked
package dev.linkflux.failover;

import org.jspecify.annotations.NullMarked;
