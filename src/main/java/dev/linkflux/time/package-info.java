/**
 * A moment of the monotonic clock, what happens at one, and the stages that events pass through.
 */
@NullMarked
package dev.linkflux.time;

import org.jspecify.annotations.NullMarked;
