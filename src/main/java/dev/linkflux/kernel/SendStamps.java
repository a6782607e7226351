package dev.linkflux.kernel;

/**
 * When the kernel sent each packet of one socket, by the caller's key. The kernel names a stamp by
 * its own count of packets sent, so this keeps which key each count was. Only the latest packets
 * are known.
 */
final class SendStamps {
  private final int mask;
  private final long[] transmitted;

  /** Whose stamp the slot of {@link #transmitted} holds. */
  private final int[] owners;

  /** Which key each count of the kernel was. */
  private final int[] counted;

  private int sends;

  /**
   * @param slots how many packets may be under way at most, a power of two
   */
  SendStamps(int slots) {
    if (Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException(slots + " is no power of two");
    }
    mask = slots - 1;
    transmitted = new long[slots];
    owners = new int[slots];
    counted = new int[slots];
  }

  /** A packet with this key is about to go out: forget the stamp of the one before. */
  void prepare(int key) {
    transmitted[key & mask] = 0;
    owners[key & mask] = key;
  }

  /** The kernel has taken a packet with this key, and counted it. */
  void sent(int key) {
    counted[sends & mask] = key;
    sends++;
  }

  /**
   * The kernel counts from 0 again. What was sent before keeps its key until its count comes up
   * once more: a stamp that arrives late then finds a packet as old as itself, or a younger one,
   * whose rtt shows as longer than possible (see {@link EchoTimes}).
   */
  void restart() {
    sends = 0;
  }

  /** Stores a stamp and returns the key that it belongs to. */
  int stamp(int counter, long nanos) {
    int key = counted[counter & mask];
    int slot = key & mask;
    if (owners[slot] == key) {
      // A stamp from before a restart may name a younger packet; the younger stamp is the right
      // one.
      transmitted[slot] = Math.max(transmitted[slot], nanos);
    }
    return key;
  }

  /** When it left, in nanoseconds of the wall clock; 0 if the kernel has not told. */
  long transmitted(int key) {
    return owners[key & mask] == key ? transmitted[key & mask] : 0;
  }
}
