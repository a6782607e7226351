/** What the stream keeps on disk, so that a restart takes nothing from those who look. */
@NullMarked
package dev.linkflux.stream.store;

import org.jspecify.annotations.NullMarked;
