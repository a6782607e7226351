/** Read-only views and the event stream over HTTP. */
@NullMarked
package dev.linkflux.stream;

import org.jspecify.annotations.NullMarked;
