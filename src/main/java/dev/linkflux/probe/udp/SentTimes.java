package dev.linkflux.probe.udp;

/**
 * When the latest probes of a line were sent, until they are answered: each counts once. Owned by
 * the line's event loop.
 */
final class SentTimes {
  /** Nothing of that sequence number waits for an answer. */
  static final long NONE = Long.MIN_VALUE;

  /** At the fast pace more than a minute and a half: longer than a late reply is of use. */
  private static final int KEPT = 1024;

  private final long[] sequences = new long[KEPT];
  private final long[] nanos = new long[KEPT];

  /**
   * @param sequence from 1
   * @param at of {@link System#nanoTime}
   */
  void put(long sequence, long at) {
    int slot = slot(sequence);
    sequences[slot] = sequence;
    nanos[slot] = at;
  }

  /** When it was sent, the first time that it is asked for; else {@link #NONE}. */
  long take(long sequence) {
    int slot = slot(sequence);
    if (sequence <= 0 || sequences[slot] != sequence) {
      return NONE;
    }
    sequences[slot] = 0;
    return nanos[slot];
  }

  private static int slot(long sequence) {
    return (int) sequence & (KEPT - 1);
  }
}
