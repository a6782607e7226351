package dev.linkflux.decision;

import dev.linkflux.time.Dated;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.time.Duration;
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

  /** What was counted before is in no sum. */
  private long countedFrom;

  /** When the month ends. */
  private Moment due = Moment.NEVER;

  private @Nullable Dated clock;

  Quotas(List<Uplink> uplinks, ZoneId zone) {
    this.uplinks = uplinks;
    this.zone = zone;
    this.used = new long[uplinks.size()];
  }

  /** Bytes of this month, both directions. */
  long used(UplinkId uplink) {
    return used[uplink.ordinal()];
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
   * that it began.
   *
   * @return true if an uplink is within its quota again
   */
  boolean take(Dated now) {
    clock = now;
    LocalDate first = now.wall().atZone(zone).toLocalDate().withDayOfMonth(1);
    Moment begun = moment(now, first);
    due = moment(now, first.plusMonths(1));
    return begun.nanos() > countedFrom && begin(begun);
  }

  /** Begins the next month if it is time to; true if an uplink is within its quota again. */
  boolean expire(Moment at) {
    Dated known = clock;
    if (known == null || due.isAfter(at)) {
      return false;
    }
    Moment begun = due;
    LocalDate first = known.wall().plus(begun.since(known.at())).atZone(zone).toLocalDate();
    due = moment(known, first.plusMonths(1));
    return begin(begun);
  }

  /** When the next month begins. */
  Moment due() {
    return due;
  }

  private boolean begin(Moment at) {
    boolean over = false;
    for (int uplink = 0; uplink < used.length; uplink++) {
      over |= isOver(uplink);
    }
    Arrays.fill(used, 0);
    countedFrom = at.nanos();
    return over;
  }

  private boolean isOver(int uplink) {
    long quota = uplinks.get(uplink).quota();
    return quota != Uplink.UNMETERED && used[uplink] >= quota;
  }

  private Moment moment(Dated known, LocalDate day) {
    Duration ahead = Duration.between(known.wall(), day.atStartOfDay(zone).toInstant());
    return known.at().plus(ahead);
  }
}
