/** Reloads of a service at work: what has not changed goes on as if nothing had happened. */
@NullMarked
package dev.linkflux.reload;

import org.jspecify.annotations.NullMarked;
