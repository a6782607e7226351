package dev.linkflux.trace.foreign;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a log besides what it says.
 *
 * @param file its name, without directories and what it is packed with
 * @param named whom it is about, if somebody has said so
 * @param start when its first probe was sent, if somebody has said so
 * @param interval between its probes, if somebody has said so
 */
public record Origin(
    String file, @Nullable String named, @Nullable Instant start, @Nullable Duration interval) {
  private static final long SECOND = 1_000_000_000;

  /** The uplink: as it was named, or after the file, without its ending. */
  String uplink() {
    return named == null ? stem() : named;
  }

  private String stem() {
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  /** Nanoseconds between the probes: as somebody has said, or a second. */
  long spacing() {
    return interval == null ? SECOND : interval.toNanos();
  }

  /**
   * When the log's first probe was sent, in nanoseconds since 1970.
   *
   * @throws Unclear of the whole, if nobody has said so
   */
  long begin(String because) throws Unclear {
    if (start == null) {
      throw Unclear.whole(
          "does not say when it was made (%s): name its start, and the interval if it is not 1s: %s@2026-11-22T03:00:00Z,1s=%s"
              .formatted(because, uplink(), file));
    }
    return nanos(start);
  }

  /**
   * The log says itself when its probes were sent.
   *
   * @throws Unclear of the whole, if somebody has said it too
   */
  void hasTimes() throws Unclear {
    if (start != null) {
      throw Unclear.whole("has times of its own: do not name when it began");
    }
  }

  static long nanos(Instant at) {
    return at.getEpochSecond() * SECOND + at.getNano();
  }
}
