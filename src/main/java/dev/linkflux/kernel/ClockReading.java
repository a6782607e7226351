package dev.linkflux.kernel;

import java.time.Instant;

/**
 * Both clocks at one moment.
 *
 * @param monotonic {@link System#nanoTime}
 * @param wall nanoseconds of the wall clock, which the kernel's stamps are of
 */
record ClockReading(long monotonic, long wall) {
  private static final long NANOS = 1_000_000_000L;

  /** Two readings that are further apart than this were interrupted between. */
  private static final long TIGHT_NANOS = 20_000;

  private static final int ATTEMPTS = 3;

  /** Reads both clocks now, as close together as they can be had. */
  static ClockReading now() {
    long after = 0;
    long wall = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long before = System.nanoTime();
      Instant instant = Instant.now();
      after = System.nanoTime();
      wall = instant.getEpochSecond() * NANOS + instant.getNano();
      if (after - before < TIGHT_NANOS) {
        break;
      }
    }
    return new ClockReading(after, wall);
  }
}
