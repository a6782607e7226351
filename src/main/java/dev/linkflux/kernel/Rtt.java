package dev.linkflux.kernel;

import dev.linkflux.time.Stamping;

/**
 * A round-trip time and how it was measured.
 *
 * @param nanos the time, 0 or more
 */
public record Rtt(long nanos, Stamping stamping) {}
