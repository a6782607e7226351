package dev.linkflux.quality;

import dev.linkflux.time.Rows;
import dev.linkflux.uplink.LossRatio;
import org.jspecify.annotations.Nullable;

/**
 * Tells loss on the way there from loss on the way back, over the last span of time: between the
 * oldest and the newest reply the difference of our sequence numbers, without those that never
 * left, is what was sent, that of the far end's counts is what got there, and the number of replies
 * is what came back. Every operation is O(1), but for the binary search of a reply that was
 * overtaken. Times in nanoseconds. One owner; not thread safe.
 */
final class Directions {
  private static final int AT = 0;
  private static final int SEQUENCE = 1;
  private static final int COUNT = 2;

  /** How many replies came between the one before and this one: itself, and those overtaken. */
  private static final int RETURNED = 3;

  /** How many withheld probes are remembered: those of minutes. */
  private static final int MOST_WITHHELD = 1024;

  private final long span;

  /** The sequence numbers that were never sent: the position of one says how many before it. */
  private final Rows withheld;

  /** The replies that were not overtaken. */
  private final Rows replies;

  /** The sum of RETURNED over all but the oldest. */
  private long returned;

  Directions(long span) {
    this(span, new Rows(1), new Rows(4));
  }

  private Directions(long span, Rows withheld, Rows replies) {
    this.span = span;
    this.withheld = withheld;
    this.replies = replies;
  }

  /** The same over another span from now on; this one is of no use any more. */
  Directions successor(long other) {
    Directions heir = new Directions(other, withheld, replies);
    heir.returned = returned;
    return heir;
  }

  /** That probe never left: it is not lost on the way. */
  void withheld(long sequence) {
    if (withheld.isEmpty() || withheld.get(withheld.free() - 1, 0) < sequence) {
      if (withheld.size() == MOST_WITHHELD) {
        withheld.dropOldest();
      }
      withheld.set(withheld.add(), 0, sequence);
    }
  }

  /**
   * A reply whose far end has told its count.
   *
   * @param number sequence number of the probe
   */
  void replied(long at, long number, long count) {
    long sequence = number - withheld.search(0, number); // of those that were sent
    if (!replies.isEmpty() && sequence < replies.get(replies.free() - 1, SEQUENCE)) {
      overtaken(sequence);
      return;
    }
    if (!replies.isEmpty() && !isContinued(sequence, count)) {
      replies.clear();
    }
    returned = replies.isEmpty() ? 0 : returned + 1;
    long reply = replies.add();
    replies.set(reply, AT, at);
    replies.set(reply, SEQUENCE, sequence);
    replies.set(reply, COUNT, count);
    replies.set(reply, RETURNED, 1);
  }

  private void overtaken(long sequence) {
    long overtaker = replies.search(SEQUENCE, sequence);
    if (overtaker > replies.oldest()) {
      replies.set(overtaker, RETURNED, replies.get(overtaker, RETURNED) + 1);
      returned++;
    }
  }

  /** False if the far end counts anew, or cannot be right: nothing before can be compared. */
  private boolean isContinued(long sequence, long count) {
    long last = replies.free() - 1;
    long arrived = count - replies.get(last, COUNT);
    return arrived > 0 && arrived <= sequence - replies.get(last, SEQUENCE);
  }

  /** Lets go of what is older than the span. */
  void advance(long now) {
    while (!replies.isEmpty() && replies.get(replies.oldest(), AT) <= now - span) {
      replies.dropOldest();
      if (!replies.isEmpty()) {
        returned -= replies.get(replies.oldest(), RETURNED);
      }
    }
  }

  /** What was lost where; null before two replies have told. */
  @Nullable OneWay oneWay() {
    if (replies.size() < 2) {
      return null;
    }
    long first = replies.oldest();
    long last = replies.free() - 1;
    int sent = (int) (replies.get(last, SEQUENCE) - replies.get(first, SEQUENCE));
    int arrived = (int) (replies.get(last, COUNT) - replies.get(first, COUNT));
    int back = (int) Math.min(arrived, returned);
    return new OneWay(new LossRatio(sent - arrived, sent), new LossRatio(arrived - back, arrived));
  }
}
