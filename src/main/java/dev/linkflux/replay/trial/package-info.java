/** A try of some settings on a trace: who is in it, from when to when, and what came of it. */
@NullMarked
package dev.linkflux.replay.trial;

import org.jspecify.annotations.NullMarked;
