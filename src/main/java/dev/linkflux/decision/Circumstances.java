package dev.linkflux.decision;

import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.Used;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What bears on an election besides how the uplinks do: what the operator wants, what the calendar
 * says, what is used up. One owner; not thread safe.
 */
final class Circumstances {
  final Wishes wishes;
  final Works works;
  final Quotas quotas;

  /**
   * Nothing is wanted, and no clock is known.
   *
   * @throws IllegalArgumentException if a crontab of an uplink's maintenance is none
   */
  Circumstances(List<Uplink> uplinks, ZoneId zone) {
    this(new Wishes(uplinks.size()), new Works(uplinks), new Quotas(uplinks, zone));
  }

  private Circumstances(Wishes wishes, Works works, Quotas quotas) {
    this.wishes = wishes;
    this.works = works;
    this.quotas = quotas;
  }

  /**
   * What goes on with other uplinks.
   *
   * @throws IllegalArgumentException if a crontab of an uplink's maintenance is none
   */
  Circumstances successor(List<Uplink> uplinks, ZoneId zone, Heirs names, Moment at) {
    return new Circumstances(
        wishes.successor(names),
        works.successor(uplinks, at),
        quotas.successor(uplinks, zone, names, at));
  }

  /** Takes what bears on them; returns what has changed by it, null if nothing that matters. */
  @Nullable Cause take(Event event) {
    return switch (event) {
      case Steered word -> wishes.take(word) ? Cause.OPERATOR : null;
      case Used used -> quotas.take(used) ? Cause.QUOTA : null;
      case RecalledConsumption then -> quotas.take(then) ? Cause.QUOTA : null;
      case Dated dated -> {
        boolean begun = quotas.take(dated);
        yield first(false, works.take(dated), begun);
      }
      default -> null;
    };
  }

  /** Lets go by what has its moment now; returns what has changed by it, null if nothing has. */
  @Nullable Cause expire(Moment at) {
    boolean wished = wishes.expire(at);
    boolean worked = works.expire(at);
    return first(wished, worked, quotas.expire(at));
  }

  /** When something changes by itself, nanoseconds. */
  long due() {
    long calendar = Math.min(works.due().nanos(), quotas.due().nanos());
    return Math.min(wishes.due().nanos(), calendar);
  }

  /** Of several that change at one moment one is named. */
  private static @Nullable Cause first(boolean wished, boolean worked, boolean begun) {
    if (wished) {
      return Cause.OPERATOR;
    }
    if (worked) {
      return Cause.MAINTENANCE;
    }
    return begun ? Cause.QUOTA : null;
  }
}
