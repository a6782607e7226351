/** Events as lines of a trace: recorded, read, and those of foreign logs. */
@NullMarked
package dev.linkflux.trace;

import org.jspecify.annotations.NullMarked;
