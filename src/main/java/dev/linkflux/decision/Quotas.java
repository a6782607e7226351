package dev.linkflux.decision;

import dev.linkflux.time.Dated;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went through each uplink since the first of the month, against its quota. Until the wall
 * clock is told there is no month, and it counts from the start. One owner; not thread safe.
 */
final class Quotas {
  private final List<Uplink> uplinks;
  private final ZoneId zone;
  private final long[] used;

  /** What was told of before a restart; it counts in the month in which it was counted. */
  private final @Nullable RecalledConsumption[] before;

  /** What was counted before is in no sum. */
  private long countedFrom;

  /** When the month ends. */
  private Moment due = Moment.NEVER;

  /** When the present month has begun; nothing is before while no clock is known. */
  private Instant first = Instant.MIN;

  private @Nullable Dated clock;

  Quotas(List<Uplink> uplinks, ZoneId zone) {
    this(
        uplinks, zone, new long[uplinks.size()], new @Nullable RecalledConsumption[uplinks.size()]);
  }

  private Quotas(
      List<Uplink> uplinks, ZoneId zone, long[] used, @Nullable RecalledConsumption[] before) {
    this.uplinks = uplinks;
    this.zone = zone;
    this.used = used;
    this.before = before;
  }

  /** What goes on: what was used goes by names. In another time zone the month ends otherwise. */
  Quotas successor(List<Uplink> others, ZoneId other, Heirs names, Moment at) {
    @Nullable RecalledConsumption[] inherited =
        names.inherit(before, _ -> null, new @Nullable RecalledConsumption[others.size()]);
    Quotas heir = new Quotas(others, other, names.inherit(used, 0), inherited);
    heir.countedFrom = countedFrom;
    heir.clock = clock;
    heir.due = due;
    heir.first = first;
    Dated known = clock;
    if (known != null && !other.equals(zone)) {
      heir.begins(known, at);
    }
    return heir;
  }

  /** Bytes of this month, both directions. */
  long used(UplinkId uplink) {
    int ordinal = uplink.ordinal();
    RecalledConsumption then = before[ordinal];
    long sum = used[ordinal] + (then != null && then.last().isBefore(first) ? 0 : bytes(then));
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static long bytes(@Nullable RecalledConsumption then) {
    return then == null ? 0 : then.bytes();
  }

  /** The sum of one with a quota, for whoever keeps it; null if it has none, or no month. */
  @Nullable Consumed told(Used now) {
    return clock == null || uplinks.get(now.uplink().ordinal()).quota() == Uplink.UNMETERED
        ? null
        : new Consumed(now.at(), now.uplink(), used(now.uplink()));
  }

  /** Goes on from what was counted before a restart; true if its quota is used up by this. */
  boolean take(RecalledConsumption then) {
    int uplink = then.uplink().ordinal();
    boolean over = isOver(uplink);
    used[uplink] = 0;
    before[uplink] = then;
    return !over && isOver(uplink);
  }

  /** Adds to a sum; true if its quota is used up by this. */
  boolean take(Used now) {
    int uplink = now.uplink().ordinal();
    boolean before = isOver(uplink);
    long sum = used[uplink] + now.bytes();
    used[uplink] = sum < 0 ? Long.MAX_VALUE : sum;
    return !before && isOver(uplink);
  }

  /**
   * Takes up the wall clock. Of a month that began within what was counted, nothing is known but
   * that it began. A clock that is set may show that what was told of before a restart was of
   * another month.
   *
   * @return true if an uplink is within its quota again, or no longer
   */
  boolean take(Dated now) {
    clock = now;
    int over = over();
    begins(now, now.at());
    Moment begun = now.at().plus(Duration.between(now.wall(), first));
    if (begun.nanos() > countedFrom) {
      begin(begun);
    }
    return over != over();
  }

  /** Begins the next month if it is time to; true if an uplink is within its quota again. */
  boolean expire(Moment at) {
    Dated known = clock;
    if (known == null || due.isAfter(at)) {
      return false;
    }
    Moment begun = due;
    int over = over();
    begins(known, begun);
    begin(begun);
    forgetLater();
    return over != over();
  }

  /** A month has gone by since: what was told of before, of a clock that was fast, is over too. */
  private void forgetLater() {
    for (int uplink = 0; uplink < before.length; uplink++) {
      RecalledConsumption then = before[uplink];
      if (then != null && !then.last().isBefore(first)) {
        before[uplink] = null;
      }
    }
  }

  /** The month is the one that it is at a moment. */
  private void begins(Dated known, Moment at) {
    Instant now = known.wall().plus(at.since(known.at()));
    LocalDate month = now.atZone(zone).toLocalDate().withDayOfMonth(1);
    first = month.atStartOfDay(zone).toInstant();
    due = moment(known, month.plusMonths(1));
  }

  /** When the next month begins. */
  Moment due() {
    return due;
  }

  private void begin(Moment at) {
    Arrays.fill(used, 0);
    countedFrom = at.nanos();
  }

  private boolean isOver(int uplink) {
    Uplink one = uplinks.get(uplink);
    return one.quota() != Uplink.UNMETERED && used(one.id()) >= one.quota();
  }

  /** How many have used up their quota. */
  private int over() {
    int over = 0;
    for (int uplink = 0; uplink < used.length; uplink++) {
      over += isOver(uplink) ? 1 : 0;
    }
    return over;
  }

  private Moment moment(Dated known, LocalDate day) {
    Duration ahead = Duration.between(known.wall(), day.atStartOfDay(zone).toInstant());
    return known.at().plus(ahead);
  }
}
