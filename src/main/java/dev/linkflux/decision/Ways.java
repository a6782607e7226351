package dev.linkflux.decision;

import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import java.util.Arrays;

/**
 * Which targets have no route through one uplink, as their last turns tell. The uplink has none
 * when that is so of every target: one family without a route, or a route to one target only that
 * is missing, takes nobody down. One owner; not thread safe.
 */
final class Ways {
  /** How long it must be so: routes are laid anew in steps. Nanoseconds. */
  private static final long GRACE = 50_000_000;

  /**
   * How long it must be so of an uplink that nothing is known of: our own routes are laid only just
   * after the start. Nanoseconds.
   */
  private static final long FIRST_GRACE = 1_000_000_000;

  private static final long LEFT = Long.MIN_VALUE;

  /** Sequence of each target's last turn if it was withheld; LEFT if it was not. */
  private final long[] withheld;

  private int without;
  private long since;
  private boolean none;

  Ways(int targets) {
    this(new long[targets]);
    Arrays.fill(withheld, LEFT);
  }

  private Ways(long[] withheld) {
    this.withheld = withheld;
  }

  /** The ones that go on, of the same line; of a target that is new nothing is known. */
  Ways successor(Heirs targets) {
    Ways heir = new Ways(targets.inherit(withheld, LEFT));
    for (long sequence : heir.withheld) {
      heir.without += sequence == LEFT ? 0 : 1;
    }
    heir.since = since;
    heir.none = none && heir.without == heir.withheld.length;
    return heir;
  }

  /**
   * A turn was withheld for want of a route.
   *
   * @param unknown nothing is known of the uplink yet
   * @return true if the target's turn before was not
   */
  boolean withheld(ProbeId id, Moment at, boolean unknown) {
    int target = id.target().ordinal();
    boolean first = withheld[target] == LEFT;
    if (first) {
      since = without == 0 ? at.nanos() : since;
      without++;
    }
    withheld[target] = id.sequence();
    long so = at.nanos() - since;
    none |= without == withheld.length && so >= (unknown ? FIRST_GRACE : GRACE);
    return first;
  }

  /**
   * A probe has left, or was withheld for another reason.
   *
   * @return true if there was no way for any target until now
   */
  boolean left(ProbeId id) {
    int target = id.target().ordinal();
    if (withheld[target] == LEFT || id.sequence() <= withheld[target]) {
      return false;
    }
    withheld[target] = LEFT;
    without--;
    boolean was = none;
    none = false;
    return was;
  }

  /** No target has a route. */
  boolean none() {
    return none;
  }

  int targets() {
    return withheld.length;
  }

  /** What was withheld so far says nothing any more. */
  void forget() {
    Arrays.fill(withheld, LEFT);
    without = 0;
    none = false;
  }
}
