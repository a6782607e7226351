/** Views, the event stream and the operator's orders over HTTP. */
@NullMarked
package dev.linkflux.stream;

import org.jspecify.annotations.NullMarked;
