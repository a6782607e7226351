/** Who may what over HTTP, and what is kept from those who may not. */
@NullMarked
package dev.linkflux.stream.access;

import org.jspecify.annotations.NullMarked;
