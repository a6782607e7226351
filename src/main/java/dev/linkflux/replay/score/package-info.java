/** What decisions were worth, held against what the uplinks really were, as both sides tell. */
@NullMarked
package dev.linkflux.replay.score;

import org.jspecify.annotations.NullMarked;
