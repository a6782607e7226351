package dev.linkflux.probe;

import dev.linkflux.time.Rows;

/**
 * The latest probes of one uplink and target, oldest first, by position. A bounded number of them.
 * One owner; not thread safe.
 */
final class Ledger {
  /** What has become of a probe: the first two are not decided yet. */
  static final byte WAITING = 0;

  static final byte MISSING = 1;
  static final byte TIMED_OUT = 2;
  static final byte VOID = 3;
  static final byte ANSWERED = 4;
  static final byte SETTLED = 5;

  /** How long a timed-out probe is remembered for a late reply: longer than any window. */
  private static final long REMEMBERED = 60_000_000_000L;

  /** How long an answered one is, for a second reply. */
  private static final long TWICE = 10_000_000_000L;

  /**
   * And only of so many latest probes: thousands of targets asked fast must not fill the memory.
   */
  private static final int LATEST = 32;

  private static final int MOST = 1 << 16;
  private static final int SEQUENCE = 0;
  private static final int SENT = 1;
  private static final int OVERDUE = 2;

  /** How long after it was sent it is missing, and in the lowest bits the state. */
  private static final int PATIENCE = 3;

  private static final int STATE_BITS = 3;
  private static final int STATES = (1 << STATE_BITS) - 1;

  private final Rows rows = new Rows(4);

  long oldest() {
    return rows.oldest();
  }

  long free() {
    return rows.free();
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** True if there is no room for one more. */
  boolean isFull() {
    return rows.size() == MOST;
  }

  long sequence(long position) {
    return rows.get(position, SEQUENCE);
  }

  long sentAt(long position) {
    return rows.get(position, SENT);
  }

  long overdueAt(long position) {
    return rows.get(position, OVERDUE);
  }

  long missingAt(long position) {
    return sentAt(position) + (rows.get(position, PATIENCE) >> STATE_BITS);
  }

  byte state(long position) {
    return (byte) (rows.get(position, PATIENCE) & STATES);
  }

  /** It waits for its outcome, missing or not. */
  boolean isUndecided(long position) {
    return state(position) <= MISSING;
  }

  void state(long position, byte state) {
    rows.set(position, PATIENCE, (rows.get(position, PATIENCE) & ~(long) STATES) | state);
  }

  /** Adds one that waits; the sequence is above that of the last. Not when it is full. */
  void add(long sequence, long sent, long overdue, long missing) {
    long position = rows.add();
    rows.set(position, SEQUENCE, sequence);
    rows.set(position, SENT, sent);
    rows.set(position, OVERDUE, overdue);
    rows.set(position, PATIENCE, (missing - sent) << STATE_BITS | WAITING);
  }

  /** No answer is expected any more that would matter. */
  boolean isForgettable(long position, long now) {
    return switch (state(position)) {
      case WAITING, MISSING -> false;
      case TIMED_OUT, VOID -> now - sentAt(position) > REMEMBERED;
      case ANSWERED -> now - sentAt(position) > TWICE || free() - position >= LATEST;
      default -> true;
    };
  }

  void dropOldest() {
    rows.dropOldest();
  }

  /** Position of a sequence number, or -1. */
  long find(long sequence) {
    if (isEmpty()) {
      return -1;
    }
    long last = free() - 1;
    long position = last - (sequence(last) - sequence); // if no number is left out
    if (!isAt(position, sequence)) {
      position = rows.search(SEQUENCE, sequence);
    }
    return isAt(position, sequence) ? position : -1;
  }

  private boolean isAt(long position, long sequence) {
    return position >= oldest() && position < free() && sequence(position) == sequence;
  }
}
