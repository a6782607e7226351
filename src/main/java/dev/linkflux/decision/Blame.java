package dev.linkflux.decision;

import dev.linkflux.time.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits the blame for silence over all uplinks and targets: a target that is silent everywhere is
 * a bad target, and silence everywhere at once is nobody's. One owner; not thread safe.
 */
final class Blame {
  private final List<Monitor> monitors;
  private final int targets;
  private boolean holding;
  private boolean isolated;

  Blame(List<Monitor> monitors, int targets) {
    this.monitors = monitors;
    this.targets = targets;
  }

  /**
   * Looks at a target that is silent through this uplink: is it silent through every uplink that
   * answers at all? One that has never answered anybody is no witness even with one uplink.
   */
  void consider(Monitor monitor, int target) {
    if (targets < 2 || !monitor.detector.isConvicted(target)) {
      return;
    }
    boolean never =
        monitors.stream().noneMatch(other -> other.detector.target(target).hasAnswered());
    int answering = 0;
    for (Monitor other : monitors) {
      if (other.detector.isAnswering()) {
        if (!other.detector.target(target).isSilent()) {
          return;
        }
        answering++;
      }
    }
    if (answering >= (never ? 1 : 2)) {
      monitors.forEach(
          other -> other.detector.target(target).bad |= other.detector.target(target).isSilent());
    }
  }

  /**
   * May the silence of this uplink be that of all? Then it is held back until another uplink has
   * answered a probe that was sent after the silence began. With no other uplink that might answer,
   * there is nothing to wait for.
   */
  boolean holds(Monitor silent) {
    boolean others = false;
    for (Monitor other : monitors) {
      if (other != silent && mightAnswer(other)) {
        if (other.detector.answeredUntil() > silent.detector.silentFrom()) {
          return false;
        }
        others = true;
      }
    }
    holding |= others;
    return others;
  }

  /** True while the silence of an uplink is held back. */
  boolean isHolding() {
    return holding;
  }

  /** Says when isolation begins and when it ends; null in between. */
  @Nullable Isolated isolation(Moment at) {
    if (!holding) {
      return null;
    }
    boolean any = false;
    boolean all = true;
    for (Monitor monitor : monitors) {
      if (mightAnswer(monitor)) {
        any |= monitor.isSilent();
        all &= monitor.isSilent();
      }
    }
    holding = any;
    boolean now = any && all;
    if (now == isolated) {
      return null;
    }
    isolated = now;
    if (!now) {
      monitors.forEach(monitor -> monitor.pardon(at));
    }
    return new Isolated(at, now);
  }

  private static boolean mightAnswer(Monitor monitor) {
    return monitor.cut() == null
        && switch (monitor.state()) {
          case State.Unknown _, State.Up _, State.Failing _, State.Degraded _, State.Recovering _ ->
              true;
          case State.Down _, State.Disabled _ -> false;
        };
  }
}
