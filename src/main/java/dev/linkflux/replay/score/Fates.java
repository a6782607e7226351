package dev.linkflux.replay.score;

import dev.linkflux.time.Rows;
import java.util.Arrays;

/**
 * The probes of one uplink until it is known what became of them; then they are told in the order
 * in which they were sent. An answer counts if its round-trip time is below the time-out, though it
 * may have been handled a little later; what comes after that is as lost. When a fate is told
 * depends on the moments of its own events only, so that nothing that happens in between changes
 * it. One owner; not thread safe.
 */
final class Fates {
  /** It was not answered in time. */
  static final long LOST = -1;

  private static final long WAITING = -2;

  /** It waits, but if nothing comes that says nothing. */
  private static final long EXCUSED = -3;

  private static final long VOID = -4;

  /** How long after the time-out an answer may be handled that came within it. */
  private static final long GRACE = 1_000_000_000;

  private static final int MOST = 1 << 20;
  private static final int SENT = 0;
  private static final int FATE = 1;
  private static final int SEQUENCE = 2;

  /** The target, and in the upper bits how many positions before this the one before it is. */
  private static final int TARGET = 3;

  private static final int TARGET_BITS = 24;
  private static final int TARGET_MASK = (1 << TARGET_BITS) - 1;
  private static final long NONE = -1;

  private final Yardstick yardstick;
  private final Told told;
  private final Rows rows = new Rows(4);
  private long[] latest = {};
  private long excusedUntil;

  /** Takes what became of a probe. */
  interface Told {
    /**
     * One probe.
     *
     * @param rtt nanoseconds, or {@link #LOST}
     */
    void fate(long sent, int target, long rtt);
  }

  Fates(Yardstick yardstick, Told told) {
    this.yardstick = yardstick;
    this.told = told;
  }

  void sent(long at, int target, long sequence) {
    if (rows.size() == MOST) {
      rows.dropOldest();
    }
    add(at, target, sequence, WAITING);
    settle(at);
  }

  void returned(long at, int target, long sequence, long rtt) {
    settle(at);
    long position = find(target, sequence);
    if (position != NONE && isOpen(position)) {
      rows.set(position, FATE, rtt < yardstick.timeout(target) ? rtt : LOST);
      settle(at);
    }
  }

  void bounced(long at, int target, long sequence) {
    settle(at);
    long position = find(target, sequence);
    if (position != NONE && isOpen(position)) {
      rows.set(position, FATE, LOST);
      settle(at);
    }
  }

  /**
   * It never left.
   *
   * @param lost true if that is as good as lost, false if it says nothing
   */
  void withheld(long at, int target, long sequence, boolean lost) {
    settle(at);
    long fate = lost ? LOST : VOID;
    long position = find(target, sequence);
    if (position == NONE) {
      add(at, target, sequence, fate);
    } else if (isOpen(position)) {
      rows.set(position, FATE, fate);
    }
    settle(at);
  }

  /** Nothing was handled for a while: what waited then and is not answered says nothing. */
  void stalled(long at, long until) {
    settle(at);
    excusedUntil = Math.max(excusedUntil, until + GRACE);
    for (long position = rows.oldest(); position < rows.free(); position++) {
      if (rows.get(position, FATE) == WAITING
          && rows.get(position, SENT) + yardstick.timeout(target(position)) > at) {
        rows.set(position, FATE, EXCUSED);
      }
    }
  }

  /** Tells all that is known at the end; what still waits is left out. */
  void end(long at) {
    for (; !rows.isEmpty(); rows.dropOldest()) {
      long head = rows.oldest();
      long fate = rows.get(head, FATE);
      boolean over = rows.get(head, SENT) + yardstick.timeout(target(head)) <= at;
      tell(head, fate == WAITING && over ? LOST : fate);
    }
  }

  private void settle(long now) {
    while (!rows.isEmpty()) {
      long head = rows.oldest();
      long fate = rows.get(head, FATE);
      if (fate == WAITING || fate == EXCUSED) {
        long due = rows.get(head, SENT) + yardstick.timeout(target(head)) + GRACE;
        if (now < (fate == WAITING ? due : Math.max(due, excusedUntil))) {
          return;
        }
        fate = fate == WAITING ? LOST : VOID;
      }
      rows.dropOldest();
      tell(head, fate);
    }
  }

  private void tell(long position, long fate) {
    if (fate >= LOST) {
      told.fate(rows.get(position, SENT), target(position), fate);
    }
  }

  private void add(long at, int target, long sequence, long fate) {
    if (target >= latest.length) {
      int known = latest.length;
      latest = Arrays.copyOf(latest, Math.max(8, 2 * target));
      Arrays.fill(latest, known, latest.length, NONE);
    }
    long position = rows.add();
    long before = latest[target];
    rows.set(position, SENT, at);
    rows.set(position, FATE, fate);
    rows.set(position, SEQUENCE, sequence);
    rows.set(position, TARGET, (before == NONE ? 0 : position - before) << TARGET_BITS | target);
    latest[target] = position;
  }

  /** Backwards through the probes of that target; mostly it is the first. */
  private long find(int target, long sequence) {
    long position = target < latest.length ? latest[target] : NONE;
    while (position >= rows.oldest()) {
      if (rows.get(position, SEQUENCE) == sequence) {
        return position;
      }
      long back = rows.get(position, TARGET) >>> TARGET_BITS;
      if (back == 0) {
        return NONE;
      }
      position -= back;
    }
    return NONE;
  }

  private boolean isOpen(long position) {
    long fate = rows.get(position, FATE);
    return fate == WAITING || fate == EXCUSED;
  }

  private int target(long position) {
    return (int) rows.get(position, TARGET) & TARGET_MASK;
  }
}
