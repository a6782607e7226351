/** Recorded traces through the same pipeline, and what the decisions amount to. */
@NullMarked
package dev.linkflux.replay;

import org.jspecify.annotations.NullMarked;
