/** The rules of linkflux and of its peers under the same simulated and recorded weather. */
@NullMarked
package dev.linkflux.bench.scoreboard;

import org.jspecify.annotations.NullMarked;
