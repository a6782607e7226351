package dev.linkflux.kernel;

/**
 * When the kernel sent each request of one socket, by sequence. The kernel names a stamp by its own
 * count of packets sent, so this keeps which sequence each count was.
 */
final class IcmpStamps {
  private static final int SLOTS = 1 << 16;
  private static final int MASK = SLOTS - 1;

  private final long[] transmitted = new long[SLOTS];
  private final char[] sequences = new char[SLOTS];
  private int sends;

  /** A request with this sequence is about to go out: forget the stamp of the one before. */
  void prepare(int sequence) {
    transmitted[sequence] = 0;
  }

  /** The kernel has taken a request with this sequence, and counted it. */
  void sent(int sequence) {
    sequences[sends & MASK] = (char) sequence;
    sends++;
  }

  /**
   * The kernel counts from 0 again. What was sent before keeps its sequence until its count comes
   * up once more: a stamp that arrives late then finds a request as old as itself, or a younger
   * one, whose rtt shows as longer than possible (see {@link EchoTimes}).
   */
  void restart() {
    sends = 0;
  }

  /** Stores a stamp and returns the sequence that it belongs to. */
  int stamp(int counter, long nanos) {
    int sequence = sequences[counter & MASK];
    // A stamp from before a restart may name a younger request; the younger stamp is the right one.
    transmitted[sequence] = Math.max(transmitted[sequence], nanos);
    return sequence;
  }

  /** When the request left, in nanoseconds of the wall clock; 0 if the kernel has not told. */
  long transmitted(int sequence) {
    return transmitted[sequence];
  }
}
