package dev.linkflux.quality;

import dev.linkflux.uplink.LossRatio;
import java.util.Arrays;
import java.util.List;

/**
 * What the windows of all targets through one uplink amount to together. A figure of each is taken
 * by its median, the lower of two: one target is not the uplink. Nanoseconds. One owner; not thread
 * safe.
 */
final class AllTargets {
  private final TargetWindows[] targets;

  /** One of each target, to take the median of. */
  private final long[] figures;

  /**
   * @param targets which the owner may fill yet
   */
  AllTargets(TargetWindows[] targets) {
    this.targets = targets;
    this.figures = new long[targets.length];
  }

  /** Lets go of what is too old, and tells of each target that was asked within the window. */
  List<Quality.OfTarget> advance(long now) {
    Quality.OfTarget[] seen = new Quality.OfTarget[targets.length];
    int asked = 0;
    for (TargetWindows target : targets) {
      target.window.advance(now);
      target.directions.advance(now);
      if (!target.window.isEmpty()) {
        seen[asked++] = target.quality(now);
      }
    }
    return List.of(asked == seen.length ? seen : Arrays.copyOf(seen, asked));
  }

  LossRatio loss() {
    int lost = 0;
    int sent = 0;
    for (TargetWindows target : targets) {
      lost += target.window.lost();
      sent += target.window.sent();
    }
    return new LossRatio(lost, sent);
  }

  /**
   * Median over the targets that have answered within the window: a slow one that is asked often is
   * not the uplink.
   *
   * @param all replies together, which count where no target has answered
   */
  long recent(long at, Recent all) {
    int known = 0;
    for (TargetWindows target : targets) {
      if (target.window.hasReplies()) {
        figures[known++] = target.recent.median(at);
      }
    }
    return known == 0 ? all.median(at) : lowerMedian(known);
  }

  /** That of the nearest target; -1 where nothing was ever answered. */
  long floor() {
    long least = Long.MAX_VALUE;
    for (TargetWindows target : targets) {
      if (target.floor.value() >= 0) {
        least = Math.min(least, target.floor.value());
      }
    }
    return least == Long.MAX_VALUE ? -1 : least;
  }

  /** Median over the targets; one restless target is not the uplink. -1 where none is known. */
  long jitter() {
    int known = 0;
    for (TargetWindows target : targets) {
      if (target.jitter.isKnown()) {
        figures[known++] = target.jitter.value();
      }
    }
    return known == 0 ? -1 : lowerMedian(known);
  }

  private long lowerMedian(int known) {
    Arrays.sort(figures, 0, known);
    return figures[(known - 1) / 2];
  }
}
