/**
 * Finds out whether servers work: asks each of them through each uplink, by ping and by its API,
 * and names the first rung of the ladder that does not hold.
 */
@NullMarked
package dev.linkflux.server.check;

import org.jspecify.annotations.NullMarked;
