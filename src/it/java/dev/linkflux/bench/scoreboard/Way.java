package dev.linkflux.bench.scoreboard;

/** What becomes of a probe on its way to a target and back. One owner; not thread safe. */
interface Way {
  /** It does not come back. */
  long LOST = -1;

  /** Targets that can be told apart. */
  int TARGETS = 3;

  /**
   * The fate of a probe.
   *
   * @param target from 0; weather that hits single targets knows the first {@link #TARGETS}
   * @param at when it is sent, nanoseconds since the beginning; never earlier than the last time
   * @return its round-trip time in nanoseconds, or {@link #LOST}
   */
  long rtt(int target, long at);
}
