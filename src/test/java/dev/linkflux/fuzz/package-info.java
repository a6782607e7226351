/** Parsers of what comes from networks, against arbitrary bytes. */
@NullMarked
package dev.linkflux.fuzz;

import org.jspecify.annotations.NullMarked;
