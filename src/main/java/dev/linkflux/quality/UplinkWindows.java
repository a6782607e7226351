package dev.linkflux.quality;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All windows of one uplink: of the whole, and of each target through it. One owner; not thread
 * safe.
 */
final class UplinkWindows {
  private static final long NONE_PENDING = Long.MAX_VALUE;

  /** The fewest replies of which one alone does not move the median. */
  private static final int OUTVOTED = 3;

  private final UplinkId uplink;
  private final long every;
  private final Window whole;
  private final Recent recent;
  private final OfTarget[] targets;

  /** One of each target, to take the median of. */
  private final long[] figures;

  private long pending = NONE_PENDING;

  UplinkWindows(UplinkId uplink, List<Target> targets, Windowing windowing) {
    this.uplink = uplink;
    this.every = windowing.every().toNanos();
    this.whole = new Window(windowing.window().toNanos());
    this.recent = new Recent(windowing.recent().toNanos(), Math.max(OUTVOTED, targets.size()));
    this.targets =
        targets.stream()
            .map(target -> new OfTarget(target.id(), windowing))
            .toArray(OfTarget[]::new);
    this.figures = new long[targets.size()];
  }

  void take(Outcome outcome) {
    long at = outcome.at().nanos();
    ProbeId id = outcome.id();
    OfTarget target = targets[id.target().ordinal()];
    switch (outcome) {
      case Outcome.Replied reply -> replied(reply, target);
      case Outcome.TimedOut _ -> lost(at, id, target);
      case Outcome.Unreachable _ -> lost(at, id, target);
      case Outcome.NotSent _ -> {
        target.directions.withheld(id.sequence());
        return;
      }
    }
    if (pending == NONE_PENDING) {
      pending = (at / every + 1) * every;
    }
  }

  private void replied(Outcome.Replied reply, OfTarget target) {
    long at = reply.at().nanos();
    if (reply.reflected() != Observation.Returned.UNTOLD) {
      target.directions.replied(at, reply.id().sequence(), reply.reflected());
    }
    if (reply.promptness() == Outcome.Promptness.LATE) {
      whole.cameLate(key(reply.id()));
      target.window.cameLate(key(reply.id()));
      return;
    }
    whole.replied(at, key(reply.id()), reply.rtt());
    target.window.replied(at, key(reply.id()), reply.rtt());
    target.jitter.replied(at, reply.id().sequence(), reply.rtt());
    target.consecutiveLosses = 0;
    target.recent.replied(at, reply.rtt());
    target.floor.replied(at, reply.rtt());
    recent.replied(at, reply.rtt());
  }

  private void lost(long at, ProbeId id, OfTarget target) {
    whole.lost(at, key(id));
    target.window.lost(at, key(id));
    target.consecutiveLosses++;
  }

  private long key(ProbeId id) {
    return id.sequence() * targets.length + id.target().ordinal();
  }

  /** When the next quality is due. */
  long due() {
    return pending;
  }

  /** The quality that is due. */
  Quality fire() {
    long at = pending;
    pending = NONE_PENDING;
    whole.advance(at);
    List<Quality.OfTarget> seen = new ArrayList<>(targets.length);
    for (OfTarget target : targets) {
      target.window.advance(at);
      target.directions.advance(at);
      if (!target.window.isEmpty()) {
        seen.add(target.quality(at));
      }
    }
    return new Quality(
        new Moment(at), uplink, whole.loss(), whole.rtt(), recent(at), floor(), jitter(), seen);
  }

  /**
   * Median over the targets that have answered within the window, the lower of two: a slow one that
   * is asked often is not the uplink. Of all replies together where none has.
   */
  private long recent(long at) {
    int known = 0;
    for (OfTarget target : targets) {
      if (target.window.percentile(50) >= 0) {
        figures[known++] = target.recent.median(at);
      }
    }
    return known == 0 ? recent.median(at) : lowerMedian(known);
  }

  private long lowerMedian(int known) {
    Arrays.sort(figures, 0, known);
    return figures[(known - 1) / 2];
  }

  /** That of the nearest target; -1 where nothing was ever answered. */
  private long floor() {
    long least = Long.MAX_VALUE;
    for (OfTarget target : targets) {
      if (target.floor.value() >= 0) {
        least = Math.min(least, target.floor.value());
      }
    }
    return least == Long.MAX_VALUE ? -1 : least;
  }

  /** Median over the targets, the lower of two; one restless target is not the uplink. */
  private long jitter() {
    int known = 0;
    for (OfTarget target : targets) {
      if (target.jitter.isKnown()) {
        figures[known++] = target.jitter.value();
      }
    }
    return known == 0 ? -1 : lowerMedian(known);
  }

  private static final class OfTarget {
    private final TargetId id;
    private final Window window;
    private final Jitter jitter = new Jitter();
    private final Floor floor = new Floor();
    private final Recent recent;
    private final Directions directions;
    private int consecutiveLosses;

    OfTarget(TargetId id, Windowing windowing) {
      this.id = id;
      this.window = new Window(windowing.window().toNanos());
      this.recent = new Recent(windowing.recent().toNanos(), OUTVOTED);
      this.directions = new Directions(windowing.window().toNanos());
    }

    /** Only of a target that was asked within the window. */
    Quality.OfTarget quality(long at) {
      long now = recent.median(at);
      return new Quality.OfTarget(
          id,
          window.loss(),
          window.percentile(50),
          now < 0 ? -1 : now - floor.value(),
          window.pdv(),
          consecutiveLosses,
          directions.oneWay());
    }
  }
}
