package dev.linkflux.trace;

import dev.linkflux.time.Moment;

/**
 * Lays several recordings behind one another: how far the moments and sequence numbers of the
 * present one are moved.
 */
final class Shift {
  /** Every number of a line is below this: 31 years in nanoseconds. */
  static final long LIMIT = 1_000_000_000_000_000_000L;

  private static final long FARTHEST = 4 * LIMIT;

  private long time;
  private long sequence;
  private long highest = -1;

  long time() {
    return time;
  }

  Moment moment(long at) {
    return new Moment(at + time);
  }

  long sequence(long number) {
    long moved = number + sequence;
    if (moved > highest) {
      highest = moved;
    }
    return moved;
  }

  /**
   * Another recording begins, with its own zero and its own numbers.
   *
   * @param time where its zero is
   */
  void begin(long time) throws Broken {
    if (time > FARTHEST || highest > FARTHEST) {
      throw Broken.whole("too far from the traces before it: replay it by itself");
    }
    this.time = time;
    sequence = highest + 1;
  }
}
