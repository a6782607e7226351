package dev.linkflux.server;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What went through the uplinks of late. One owner; not thread safe. */
final class Traffic {
  private final Idleness idleness;
  private final Map<UplinkId, Moment> countedFrom = new HashMap<>();
  private final Deque<Used> lately = new ArrayDeque<>();

  Traffic(Idleness idleness) {
    this.idleness = idleness;
  }

  /** What goes on, of the same lines. */
  Traffic successor(Heirs lines) {
    Traffic heir = new Traffic(idleness);
    countedFrom.forEach(
        (uplink, from) -> {
          UplinkId now = lines.of(uplink);
          if (now != null) {
            heir.countedFrom.put(now, from);
          }
        });
    for (Used used : lately) {
      UplinkId now = lines.of(used.uplink());
      if (now != null) {
        heir.lately.addLast(new Used(used.at(), now, used.bytes()));
      }
    }
    return heir;
  }

  void take(Used now) {
    countedFrom.putIfAbsent(now.uplink(), now.at());
    lately.addLast(now);
    while (!isWithin(lately.getFirst(), now.at())) {
      lately.removeFirst();
    }
  }

  /**
   * The first moment at which it is quiet if nothing goes through from now on.
   *
   * @param carrying through which it counts
   * @return not before {@code at}; null if one of them is not counted, or there is none
   */
  @Nullable Moment quietFrom(Moment at, Collection<UplinkId> carrying) {
    if (carrying.isEmpty()) {
      return null;
    }
    Moment from = at;
    for (UplinkId uplink : carrying) {
      Moment first = countedFrom.get(uplink);
      if (first == null) {
        return null;
      }
      Moment full = first.plus(idleness.within());
      from = full.isAfter(from) ? full : from;
    }
    long sum = 0;
    for (Iterator<Used> newest = lately.descendingIterator(); newest.hasNext(); ) {
      Used used = newest.next();
      if (carrying.contains(used.uplink())) {
        sum += used.bytes();
        if (sum >= idleness.bytes() || sum < 0) {
          Moment over = used.at().plus(idleness.within());
          return over.isAfter(from) ? over : from;
        }
      }
    }
    return from;
  }

  private boolean isWithin(Used used, Moment at) {
    return used.at().plus(idleness.within()).isAfter(at);
  }
}
