package dev.linkflux.bench.scoreboard;

/** An uplink as a rule sees it. */
final class Line {
  /** Bytes of an echo request and its answer with the 56 bytes that ping sends. */
  static final int PING = 2 * (20 + 8 + 56);

  private final Way way;
  private final Witness witness;

  Line(Way way, Witness witness) {
    this.way = way;
    this.witness = witness;
  }

  /**
   * Sends a probe and tells at once what will come of it.
   *
   * @param size bytes of IP, both directions
   * @return round-trip time in nanoseconds, or {@link Way#LOST}
   */
  long ask(int target, long at, int size) {
    witness.asked(at, size);
    return way.rtt(target, at);
  }

  /** The same with a time limit, nanoseconds. */
  long ask(int target, long at, int size, long timeout) {
    long rtt = ask(target, at, size);
    return rtt > timeout ? Way.LOST : rtt;
  }

  /** From this moment on the uplink counts as usable, or does not; may be said again. */
  void holds(boolean up, long at) {
    witness.carries(up, at);
  }
}
