package dev.linkflux.stream.store;

import java.time.Duration;

/**
 * What the log is bounded by.
 *
 * @param total bytes on disk
 * @param segment bytes from which the next file is begun
 * @param age how long a message is kept
 * @param waiting bytes that may wait for a disk that is slow
 * @param retry how long after a failure it is tried again
 * @param force how long a loss of power may reach back
 */
public record Bounds(
    long total, long segment, Duration age, int waiting, Duration retry, Duration force) {
  public static final Bounds USUAL =
      new Bounds(
          64L << 20,
          4L << 20,
          Duration.ofDays(90),
          4 << 20,
          Duration.ofSeconds(5),
          Duration.ofSeconds(1));
}
