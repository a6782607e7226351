/**
 * Logs of other programs, each format one recogniser and one streaming decoder, as probes in the
 * order in which they were sent.
 *
 * <p>{@link dev.linkflux.trace.foreign.Formats} is the table of them: a further one is a class and
 * a line there.
 */
@NullMarked
package dev.linkflux.trace.foreign;

import org.jspecify.annotations.NullMarked;
