package dev.linkflux.engine;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How late this process was with one kind of thing, counted in fixed buckets. May be told and asked
 * from any thread.
 */
public final class Lateness {
  /** With what it was late. */
  public enum Of {
    /** A turn to probe: when it was due, and when it was taken. */
    SEND,
    /** A reply: when the kernel had it, and when this program handled it. */
    RECEIVE,
    /** A heartbeat, by which deadlines fire: when it was due, and when it was handled. */
    DEADLINE;

    /** As it is written in metrics. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Upper ends, included, of all buckets but the last; nanoseconds. */
  private static final long[] ENDS = {
    25_000L,
    50_000L,
    100_000L,
    250_000L,
    500_000L,
    1_000_000L,
    2_500_000L,
    5_000_000L,
    10_000_000L,
    25_000_000L,
    50_000_000L,
    100_000_000L,
    200_000_000L,
    500_000_000L,
    1_000_000_000L,
    5_000_000_000L
  };

  private final AtomicLongArray counts = new AtomicLongArray(ENDS.length + 1);
  private final LongAdder sum = new LongAdder();

  /** Takes one lateness, nanoseconds; what is early counts as on time. */
  void add(long nanos) {
    int bucket = 0;
    while (bucket < ENDS.length && nanos > ENDS[bucket]) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    sum.add(Math.max(0, nanos));
  }

  /** How many buckets have an upper end; one more has none. */
  public int buckets() {
    return ENDS.length;
  }

  /** The upper end of a bucket, included, nanoseconds. */
  public long end(int bucket) {
    return ENDS[bucket];
  }

  /** How many were in a bucket; that at {@link #buckets} has no upper end. */
  public long count(int bucket) {
    return counts.get(bucket);
  }

  /** All lateness together, nanoseconds. */
  public long sum() {
    return sum.sum();
  }
}
