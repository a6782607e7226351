package dev.linkflux.decision;

import dev.linkflux.time.Dated;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Maintenance;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which uplinks are worked on by the calendar, or will be shortly: none until the wall clock is
 * told. One owner; not thread safe.
 */
final class Works {
  private record Work(Crontab begins, Duration lasting, Duration ahead) {
    Work(Maintenance maintenance) {
      this(
          new Crontab(maintenance.cron(), maintenance.zone()),
          maintenance.lasting(),
          maintenance.ahead());
    }
  }

  private final List<List<Work>> works;

  /** By uplink: when it is over; null if there is none. */
  private final @Nullable Moment[] until;

  private @Nullable Dated clock;
  private Moment due = Moment.NEVER;

  /**
   * None yet.
   *
   * @throws IllegalArgumentException if a crontab is none
   */
  Works(List<Uplink> uplinks) {
    this.works =
        uplinks.stream()
            .map(uplink -> uplink.maintenance().stream().map(Work::new).toList())
            .toList();
    this.until = new @Nullable Moment[uplinks.size()];
  }

  /** What goes on with other uplinks: the calendar is looked at anew. */
  Works successor(List<Uplink> others, Moment at) {
    Works heir = new Works(others);
    heir.clock = clock;
    if (clock != null) {
      boolean _ = heir.look(clock, at);
    }
    return heir;
  }

  /** When the work on it is over; null if there is none now, nor shortly. */
  @Nullable Moment until(UplinkId uplink) {
    return until[uplink.ordinal()];
  }

  /** Takes up the wall clock; true if another one is worked on now, or one no more. */
  boolean take(Dated now) {
    clock = now;
    return look(now, now.at());
  }

  /** Begins and ends what it is time for; true if anything has begun or ended. */
  boolean expire(Moment at) {
    Dated known = clock;
    return known != null && !due.isAfter(at) && look(known, at);
  }

  /** When the next work begins, or one ends. */
  Moment due() {
    return due;
  }

  private boolean look(Dated dated, Moment at) {
    Instant now = dated.wall().plus(at.since(dated.at()));
    boolean changed = false;
    due = Moment.NEVER;
    for (int uplink = 0; uplink < until.length; uplink++) {
      boolean before = until[uplink] != null;
      until[uplink] = null;
      for (Work work : works.get(uplink)) {
        look(uplink, work, now, at);
      }
      changed |= before != (until[uplink] != null);
    }
    return changed;
  }

  /** Only the latest beginning counts: whatever began before it is over before it. */
  private void look(int uplink, Work work, Instant now, Moment at) {
    Instant last = work.begins.last(now.plus(work.ahead));
    if (last != null && last.plus(work.lasting).isAfter(now)) {
      Moment over = at.plus(Duration.between(now, last.plus(work.lasting)));
      Moment other = until[uplink];
      until[uplink] = other == null || over.isAfter(other) ? over : other;
      due = over.isBefore(due) ? over : due;
    }
    Instant next = work.begins.next(now.plus(work.ahead));
    if (next != null) {
      Moment ahead = at.plus(Duration.between(now, next.minus(work.ahead)));
      due = ahead.isBefore(due) ? ahead : due;
    }
  }
}
