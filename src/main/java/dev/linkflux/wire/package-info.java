/** What network clients share: leaving through one uplink and through no other, or not at all. */
@NullMarked
package dev.linkflux.wire;

import org.jspecify.annotations.NullMarked;
