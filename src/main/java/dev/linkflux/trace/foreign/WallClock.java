package dev.linkflux.trace.foreign;

/**
 * The times that a program printed before its lines, in which time never goes back: where the clock
 * was set back meanwhile, what follows is laid behind what was before.
 */
final class WallClock {
  /** What differs by less was printed out of order, and nothing was set. */
  private static final long NOTICED = 10_000_000;

  private long shift;
  private long last = Long.MIN_VALUE;
  private long back;

  /** Nanoseconds of that line, never before those of the last one. */
  long at(long printed) {
    back = 0;
    if (last != Long.MIN_VALUE && printed + shift < last) {
      back = last - printed - shift;
      shift += back >= NOTICED ? back : 0;
      back = back >= NOTICED ? back : 0;
    }
    last = Math.max(last, printed + shift);
    return last;
  }

  /** Tells if the clock was set back before the last line. */
  void check() throws Unclear {
    if (back > 0) {
      throw new Unclear(
          "the clock went back by %s s: what follows is laid behind what was before"
              .formatted(back / 1e9));
    }
  }
}
