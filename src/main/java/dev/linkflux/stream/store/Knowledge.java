package dev.linkflux.stream.store;

import org.jspecify.annotations.Nullable;

/**
 * What is known once the log has been opened.
 *
 * @param first the lowest number that may be given now: no earlier run has given it, or a higher
 *     one, as far as the disk tells
 * @param ended the last number of the run before, if that has ended in order and all of it is kept;
 *     or null
 */
public record Knowledge(long first, @Nullable Long ended) {}
