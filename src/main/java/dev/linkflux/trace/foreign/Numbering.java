package dev.linkflux.trace.foreign;

import dev.linkflux.trace.foreign.Slots.Slot;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Probes that are numbered on the wire, one after another, of which a log tells the answers: what
 * was not answered is found by its number, and when it was sent by its neighbours. Whatever comes
 * within {@link #REACH} numbers still counts; so much is kept at most.
 */
final class Numbering {
  /** Half of what the 16 bits of RFC 792 tell apart. */
  static final int REACH = 1 << 15;

  private static final long UNKNOWN = Slots.UNKNOWN;

  private final String uplink;
  private final String target;
  private Slots slots;
  private long spacing;
  private long begin = UNKNOWN; // of number `first`, where the log has no times
  private long first;
  private long last = UNKNOWN; // when the one that was handed on last was sent
  private boolean lastIsKnown;
  private long ahead; // the number of a known time ahead of `next`, or less
  private long received;
  private long undated;

  /**
   * @param first the first number
   * @param spacing nanoseconds between them, until they tell it themselves
   */
  Numbering(String uplink, String target, long first, long spacing) {
    this.uplink = uplink;
    this.target = target;
    this.spacing = spacing;
    this.first = first;
    slots = new Slots(first);
    ahead = first - 1;
  }

  /** There are no times: the first was sent then, and the others followed at their distance. */
  void untimed(long begin) {
    this.begin = begin;
  }

  /** The number that those 16 bits mean: the nearest to the highest one. */
  long extended(long bits) {
    long reference = Math.max(first, slots.end() - 1);
    return reference + (short) (bits - reference);
  }

  /** Nothing before that number was seen: it is the first. False if something was. */
  boolean restart(long number) {
    if (slots.end() > first) {
      return false;
    }
    first = number;
    slots = new Slots(number);
    ahead = number - 1;
    return true;
  }

  /** It was sent, and perhaps it is known when. */
  void sent(long number, long at, Consumer<? super Entry> into) {
    Slot slot = slot(number, into);
    if (slot != null && slot.sent == UNKNOWN) {
      slot.sent = at;
    }
  }

  /** The last number was sent. */
  void mentioned(long number, Consumer<? super Entry> into) {
    Slot _ = slot(number, into);
  }

  /**
   * It was answered.
   *
   * @param sent when it was sent; without meaning where the log has no times
   * @return false if it is too late to count
   */
  boolean replied(long number, long sent, long rtt, Consumer<? super Entry> into) {
    Slot slot = slot(number, into);
    if (slot == null) {
      return false;
    }
    if (slot.rtt == Entry.LOST) { // else a duplicate
      received++;
      slot.rtt = rtt;
      slot.sent = begin == UNKNOWN ? sent : time(number);
    }
    drain(false, into);
    return true;
  }

  /** Somebody said at that moment that it could not be delivered. */
  void bounced(long number, long at, Bounce bounce, Consumer<? super Entry> into) {
    Slot slot = slot(number, into);
    if (slot != null && slot.rtt == Entry.LOST) {
      slot.bounce = bounce;
      slot.bouncedAt = at;
    }
  }

  /** Nothing more will be said of them. */
  void finish(Consumer<? super Entry> into) {
    drain(true, into);
  }

  long first() {
    return first;
  }

  /** Behind the highest number. */
  long end() {
    return slots.end();
  }

  /** How many were answered. */
  long received() {
    return received;
  }

  /** How many were lost of which nothing says when they were sent. */
  long undated() {
    return undated;
  }

  /** When the last one was sent that was handed on; {@link Long#MIN_VALUE} before. */
  long last() {
    return last;
  }

  private @Nullable Slot slot(long number, Consumer<? super Entry> into) {
    while (slots.end() <= number) {
      if (slots.size() >= REACH) {
        giveUp(into);
        drain(false, into);
      }
      slots.add();
    }
    return number < slots.next() ? null : slots.get(number);
  }

  private void drain(boolean all, Consumer<? super Entry> into) {
    while (slots.size() > 0 && (all || slots.get(slots.next()).rtt != Entry.LOST)) {
      giveUp(into);
    }
  }

  /** Hands on the lowest number as what is known of it by now. */
  private void giveUp(Consumer<? super Entry> into) {
    long number = slots.next();
    Slot slot = slots.get(number);
    boolean known = slot.sent != UNKNOWN;
    long sent = known ? slot.sent : estimated(number);
    Slot _ = slots.remove();
    if (sent == UNKNOWN) {
      undated++;
      return;
    }
    if (known && lastIsKnown && slot.sent > last && begin == UNKNOWN) {
      spacing = slot.sent - last;
    }
    sent = last == UNKNOWN ? sent : Math.max(last, sent);
    last = sent;
    lastIsKnown = known;
    Bounce bounce = slot.rtt == Entry.LOST ? slot.bounce : null;
    long rtt = bounce == null ? slot.rtt : Math.max(0, slot.bouncedAt - sent);
    into.accept(new Entry(uplink, target, sent, rtt, bounce));
  }

  private long time(long number) {
    return begin + (number - first) * spacing;
  }

  private long estimated(long number) {
    if (begin != UNKNOWN) {
      return time(number);
    }
    Slot known = ahead(number);
    if (known == null) {
      return last == UNKNOWN ? bySomeBounce(number) : last + spacing;
    }
    return last == UNKNOWN
        ? known.sent - (ahead - number) * spacing
        : last + (known.sent - last) / (ahead - number + 1);
  }

  /** Nothing was answered at all: not later than the first bounce says. */
  private long bySomeBounce(long number) {
    for (long bounced = number; bounced < slots.end(); bounced++) {
      Slot slot = slots.get(bounced);
      if (slot.bounce != null) {
        return slot.bouncedAt - (bounced - number) * spacing;
      }
    }
    return UNKNOWN;
  }

  /** The next one of which it is known when it was sent. */
  private @Nullable Slot ahead(long number) {
    for (ahead = Math.max(ahead, number + 1); ahead < slots.end(); ahead++) {
      if (slots.get(ahead).sent != UNKNOWN) {
        return slots.get(ahead);
      }
    }
    return null;
  }
}
