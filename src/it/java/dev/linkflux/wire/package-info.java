/** What network clients share, against a real kernel. */
@NullMarked
package dev.linkflux.wire;

import org.jspecify.annotations.NullMarked;
