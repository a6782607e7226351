/** Traces that stay, and what is decided on them: seeds of this project, and recorded ones. */
@NullMarked
package dev.linkflux.golden;

import org.jspecify.annotations.NullMarked;
