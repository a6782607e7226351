package dev.linkflux.probe;

/**
 * Which deadline of the probes of one uplink and target is the next. Those of one kind never
 * overtake one another, so that each kind is a queue: every operation is O(1) on average.
 * Nanoseconds. One owner; not thread safe.
 */
final class Deadlines {
  private static final long NEVER = Long.MAX_VALUE;

  private final Ledger probes;
  private final long timeout;

  /** No time-out is before it: an earlier one was a longer one then. */
  private final long timeoutFrom;

  /** Position of the next to fire of each kind. */
  private long nextOverdue;

  private long nextMissing;
  private long nextTimeout;

  /**
   * @param timeout after which a probe is lost
   */
  Deadlines(Ledger probes, long timeout) {
    this(probes, timeout, 0);
  }

  private Deadlines(Ledger probes, long timeout, long timeoutFrom) {
    this.probes = probes;
    this.timeout = timeout;
    this.timeoutFrom = timeoutFrom;
  }

  /** Those of the same probes with another time-out from now on. */
  Deadlines successor(long other, long now) {
    Deadlines heir = new Deadlines(probes, other, now);
    heir.nextOverdue = nextOverdue;
    heir.nextMissing = nextMissing;
    heir.nextTimeout = nextTimeout;
    return heir;
  }

  /** What has been dropped from the ledger has no deadline any more. */
  void skipDropped() {
    nextOverdue = Math.max(nextOverdue, probes.oldest());
    nextMissing = Math.max(nextMissing, probes.oldest());
    nextTimeout = Math.max(nextTimeout, probes.oldest());
  }

  /** The earliest of all. */
  long earliest() {
    return Math.min(overdue(), Math.min(missing(), timeout()));
  }

  /** When the next probe is overdue. */
  long overdue() {
    nextOverdue = waiting(nextOverdue);
    return nextOverdue < probes.free() ? probes.overdueAt(nextOverdue) : NEVER;
  }

  /** When the next one is missing. */
  long missing() {
    nextMissing = waiting(nextMissing);
    return nextMissing < probes.free() ? probes.missingAt(nextMissing) : NEVER;
  }

  /** When the next one is lost. */
  private long timeout() {
    while (nextTimeout < probes.free() && !probes.isUndecided(nextTimeout)) {
      nextTimeout++;
    }
    return nextTimeout < probes.free()
        ? Math.max(timeoutFrom, probes.sentAt(nextTimeout) + timeout)
        : NEVER;
  }

  /** The first from a position on that still waits and is not missing. */
  private long waiting(long from) {
    long position = from;
    while (position < probes.free() && probes.state(position) != Ledger.WAITING) {
      position++;
    }
    return position;
  }

  /** The position of the one that is overdue: it is told once. */
  long takeOverdue() {
    return nextOverdue++;
  }

  /** The position of the one that is missing: it is told once. */
  long takeMissing() {
    return nextMissing++;
  }

  /** The position of the one that is lost: it is told once. */
  long takeTimeout() {
    return nextTimeout++;
  }
}
