package dev.linkflux.time;

import java.time.Duration;

/**
 * A moment of the monotonic clock: nanoseconds since the service, or the trace, began. Wall time
 * only labels; nothing is decided by it.
 *
 * @param nanos nanoseconds since the beginning, never negative in a trace
 */
public record Moment(long nanos) implements Comparable<Moment> {
  /** The beginning. */
  public static final Moment ZERO = new Moment(0);

  /** Later than every moment that can happen: the deadline of what has none. */
  public static final Moment NEVER = new Moment(Long.MAX_VALUE);

  public Moment plus(Duration duration) {
    return plusNanos(duration.toNanos());
  }

  public Moment plusNanos(long duration) {
    return new Moment(nanos + duration);
  }

  /** The time from {@code earlier} to this moment; negative if this one is the earlier. */
  public Duration since(Moment earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }

  public boolean isAfter(Moment other) {
    return nanos > other.nanos;
  }

  public boolean isBefore(Moment other) {
    return nanos < other.nanos;
  }

  @Override
  public int compareTo(Moment other) {
    return Long.compare(nanos, other.nanos);
  }
}
