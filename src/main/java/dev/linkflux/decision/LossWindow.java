package dev.linkflux.decision;

/**
 * How many of a target's recent probes were lost, one by one as it becomes known: a probe counts as
 * lost as soon as it is missing, and no more if it is answered after all. Every operation is O(1),
 * but for taking a loss back. Moments in nanoseconds. One owner; not thread safe.
 */
final class LossWindow {
  private final long span;
  private long[] times = new long[64];
  private long[] sequences = new long[64];
  private boolean[] losses = new boolean[64];
  private long oldest;
  private long free;
  private int lost;

  LossWindow(long span) {
    this.span = span;
  }

  void add(long at, long sequence, boolean isLost) {
    advance(at);
    if (free - oldest == times.length) {
      grow(times.length * 2);
    }
    int slot = slot(free++);
    times[slot] = at;
    sequences[slot] = sequence;
    losses[slot] = isLost;
    lost += isLost ? 1 : 0;
  }

  /** That probe was answered after all. */
  void takeBack(long sequence) {
    for (long position = free - 1; position >= oldest; position--) {
      int slot = slot(position);
      if (sequences[slot] == sequence && losses[slot]) {
        losses[slot] = false;
        lost--;
        return;
      }
    }
  }

  /** Lets go of what is older than the span. */
  void advance(long now) {
    while (oldest < free && times[slot(oldest)] <= now - span) {
      lost -= losses[slot(oldest)] ? 1 : 0;
      oldest++;
    }
  }

  void clear() {
    oldest = free;
    lost = 0;
  }

  /** When the first of its lost probes became known; later than all if none is lost. */
  long firstLost() {
    for (long position = oldest; position < free; position++) {
      if (losses[slot(position)]) {
        return times[slot(position)];
      }
    }
    return Long.MAX_VALUE;
  }

  /** When the last of its lost probes became known; earlier than all if none is lost. */
  long lastLost() {
    for (long position = free - 1; position >= oldest; position--) {
      if (losses[slot(position)]) {
        return times[slot(position)];
      }
    }
    return Long.MIN_VALUE;
  }

  int lost() {
    return lost;
  }

  int sent() {
    return (int) (free - oldest);
  }

  private void grow(int capacity) {
    long[] newTimes = new long[capacity];
    long[] newSequences = new long[capacity];
    boolean[] newLosses = new boolean[capacity];
    for (long position = oldest; position < free; position++) {
      int from = slot(position);
      int to = (int) position & (capacity - 1);
      newTimes[to] = times[from];
      newSequences[to] = sequences[from];
      newLosses[to] = losses[from];
    }
    times = newTimes;
    sequences = newSequences;
    losses = newLosses;
  }

  private int slot(long position) {
    return (int) position & (times.length - 1);
  }
}
