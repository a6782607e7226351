package dev.linkflux.probe.udp;

/** When the latest probes of a socket were sent: those that may still be answered, or once more. */
final class Flight {
  /** Nothing of that sequence number is under way. */
  static final long NONE = Long.MIN_VALUE;

  /** At the fast pace more than a minute and a half: longer than a late reply is of use. */
  private static final int SLOTS = 1 << 10;

  private final long[] sequences = new long[SLOTS];
  private final long[] nanos = new long[SLOTS];
  private long latest;

  /**
   * Notes a probe that is about to be sent.
   *
   * @param sequence from 1, rising
   * @param at of {@link System#nanoTime}
   */
  void add(long sequence, long at) {
    int slot = slot(sequence);
    sequences[slot] = sequence;
    nanos[slot] = at;
    latest = sequence;
  }

  /** A probe that was not sent after all. */
  void remove(long sequence) {
    if (sent(sequence) != NONE) {
      sequences[slot(sequence)] = 0;
    }
  }

  /** When it was sent, by {@link System#nanoTime}; else {@link #NONE}. */
  long sent(long sequence) {
    int slot = slot(sequence);
    return sequence > 0 && sequences[slot] == sequence ? nanos[slot] : NONE;
  }

  /** The sequence number of the latest. */
  long latest() {
    return latest;
  }

  private static int slot(long sequence) {
    return (int) sequence & (SLOTS - 1);
  }
}
