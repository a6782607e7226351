/** Addresses for names, from name servers that are asked through the uplink that needs them. */
@NullMarked
package dev.linkflux.resolve;

import org.jspecify.annotations.NullMarked;
