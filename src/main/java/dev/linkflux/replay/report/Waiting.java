package dev.linkflux.replay.report;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The probes of one uplink and target whose fate is not known yet, in the order of their sending; a
 * bounded number. One owner.
 */
final class Waiting {
  static final long NONE = -1;

  private static final int MOST = 4096;

  private long[] sequences = new long[16];

  /** When each was sent, in nanoseconds; {@link #NONE} if it waits no more. */
  private long[] sent = new long[16];

  private boolean[] excused = new boolean[16];
  private long first;
  private long free;

  /**
   * Takes one that was sent. Numbers that go back are those of another run: what waited for an
   * answer in the one before never gets it.
   */
  void add(long sequence, long at, LongConsumer lost) {
    if (first < free && sequence <= sequences[place(free - 1)]) {
      first = free;
    }
    if (free - first == sequences.length) {
      if (sequences.length == MOST) {
        drop(lost);
      } else {
        grow();
      }
    }
    sequences[place(free)] = sequence;
    sent[place(free)] = at;
    excused[place(free)] = false;
    free++;
  }

  /** When it was sent, and it waits no more; {@link #NONE} if it does not wait. */
  long take(long sequence) {
    long low = first;
    long high = free - 1;
    while (low <= high) {
      long middle = (low + high) >>> 1;
      long found = sequences[place(middle)];
      if (found == sequence) {
        long at = sent[place(middle)];
        sent[place(middle)] = NONE;
        return at;
      }
      if (found < sequence) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return NONE;
  }

  /** Gives up those that were sent before that moment, and tells when each was sent. */
  void giveUp(long before, LongConsumer lost) {
    while (first < free && sent[place(first)] < before) {
      drop(lost);
    }
  }

  /** What waits now is not lost if no answer comes: nobody was there to take it. */
  void excuse() {
    for (long i = first; i < free; i++) {
      excused[place(i)] = true;
    }
  }

  private void drop(LongConsumer lost) {
    int place = place(first++);
    if (sent[place] != NONE && !excused[place]) {
      lost.accept(sent[place]);
    }
  }

  private void grow() {
    int old = sequences.length;
    long[] sequencesBefore = sequences;
    long[] sentBefore = sent;
    boolean[] excusedBefore = excused;
    sequences = new long[old * 2];
    sent = new long[old * 2];
    excused = Arrays.copyOf(excused, old * 2);
    for (long i = first; i < free; i++) {
      int from = (int) (i & (old - 1));
      sequences[place(i)] = sequencesBefore[from];
      sent[place(i)] = sentBefore[from];
      excused[place(i)] = excusedBefore[from];
    }
  }

  private int place(long position) {
    return (int) (position & (sequences.length - 1));
  }
}
