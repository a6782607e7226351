/**
 * Which settings would have served better on recorded traces, and whether that is more than luck.
 */
@NullMarked
package dev.linkflux.replay.tune;

import org.jspecify.annotations.NullMarked;
