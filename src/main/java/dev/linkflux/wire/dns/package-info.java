/** DNS as network clients share it: queries that nobody can answer unseen, and TCP for the long. */
@NullMarked
package dev.linkflux.wire.dns;

import org.jspecify.annotations.NullMarked;
