/** TLS towards servers that are known by an authority, by their key, or by having been seen. */
@NullMarked
package dev.linkflux.wire.tls;

import org.jspecify.annotations.NullMarked;
