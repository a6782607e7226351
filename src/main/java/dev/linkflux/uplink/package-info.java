/**
 * The nouns that an operator configures (uplink, target, demand), and the local facts of an uplink.
 */
@NullMarked
package dev.linkflux.uplink;

import org.jspecify.annotations.NullMarked;
