package dev.linkflux.decision;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.UplinkId;
import java.util.Arrays;

/**
 * What the operator wants of each uplink: the latest word counts, until its moment. One owner; not
 * thread safe.
 */
final class Wishes {
  private final Wish[] wishes;
  private Moment due = Moment.NEVER;

  Wishes(int uplinks) {
    this.wishes = new Wish[uplinks];
    Arrays.fill(wishes, Wish.NONE);
  }

  /** What goes on: wishes go by names. */
  Wishes successor(Heirs names) {
    Wishes heir = new Wishes(names.count());
    names.inherit(wishes, _ -> Wish.NONE, heir.wishes);
    heir.remember();
    return heir;
  }

  Wish of(UplinkId uplink) {
    return wishes[uplink.ordinal()];
  }

  /** Takes the operator's word; true if it is another than before. */
  boolean take(Steered word) {
    boolean spent = word.steering() == Steering.AUTO || !word.until().isAfter(word.at());
    Wish wish = spent ? Wish.NONE : new Wish(word.steering(), word.until());
    int uplink = word.uplink().ordinal();
    boolean changed = !wishes[uplink].equals(wish);
    wishes[uplink] = wish;
    remember();
    return changed;
  }

  /** Forgets what has ended; true if anything has. */
  boolean expire(Moment at) {
    if (due.isAfter(at)) {
      return false;
    }
    for (int uplink = 0; uplink < wishes.length; uplink++) {
      if (!wishes[uplink].until().isAfter(at)) {
        wishes[uplink] = Wish.NONE;
      }
    }
    remember();
    return true;
  }

  /** When the next of them ends. */
  Moment due() {
    return due;
  }

  private void remember() {
    due = Moment.NEVER;
    for (Wish wish : wishes) {
      due = wish.until().isBefore(due) ? wish.until() : due;
    }
  }
}
