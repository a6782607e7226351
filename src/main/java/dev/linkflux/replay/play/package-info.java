/** Recorded traces at the pace of a clock, as if what they tell of happened now. */
@NullMarked
package dev.linkflux.replay.play;

import org.jspecify.annotations.NullMarked;
