package dev.linkflux.trace.foreign;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is known of consecutive numbers, from the lowest that was not handed on to the highest. */
final class Slots {
  /** Of that moment nothing is known. */
  static final long UNKNOWN = Long.MIN_VALUE;

  /** What is known of a number; times in nanoseconds since 1970. */
  static final class Slot {
    long sent = UNKNOWN;
    long rtt = Entry.LOST;
    long bouncedAt;
    @Nullable Bounce bounce;
  }

  private Slot[] ring = new Slot[64];
  private long next;
  private long end;

  Slots(long first) {
    next = first;
    end = first;
    Arrays.setAll(ring, _ -> new Slot());
  }

  /** The lowest. */
  long next() {
    return next;
  }

  /** Behind the highest. */
  long end() {
    return end;
  }

  int size() {
    return (int) (end - next);
  }

  Slot get(long number) {
    return ring[place(number)];
  }

  /** One more behind the highest. */
  void add() {
    if (size() == ring.length) {
      grow();
    }
    ring[place(end++)] = new Slot();
  }

  /** The lowest, which is no longer held. */
  Slot remove() {
    return ring[place(next++)];
  }

  private int place(long number) {
    return (int) (number & (ring.length - 1));
  }

  private void grow() {
    Slot[] old = ring;
    ring = Arrays.copyOf(old, old.length * 2);
    for (long number = next; number < end; number++) {
      ring[place(number)] = old[(int) (number & (old.length - 1))];
    }
  }
}
