package dev.linkflux.engine;

import java.util.function.LongSupplier;

/**
 * What waits somewhere for somebody; may be asked from any thread.
 *
 * @param waiting how much waits now
 * @param room how much may wait at most
 */
public record Backlog(LongSupplier waiting, long room) {}
