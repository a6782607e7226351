package dev.linkflux.decision;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Tells what one uplink has taught, and takes it up again. Told are changes that would be missed:
 * flash memory wears out. One owner; not thread safe.
 */
final class Lessons {
  /** How often a baseline is told at most. */
  static final Duration SELDOM = Duration.ofMinutes(1);

  /** By which share of itself a figure must have changed. */
  static final double NOTICEABLE = 0.05;

  private final UplinkId uplink;
  private final Baseline baseline;
  private final Damper damper;
  private long freeFrom;
  private double losses;
  private double ratio;

  Lessons(UplinkId uplink, Baseline baseline, Damper damper) {
    this.uplink = uplink;
    this.baseline = baseline;
    this.damper = damper;
    remember();
  }

  /** Goes on from what was told of the same uplink by other settings. */
  void follow(Lessons before) {
    freeFrom = before.freeFrom;
    losses = before.losses;
    ratio = before.ratio;
  }

  /** Tells it if the baseline has changed noticeably; to be asked now and then. */
  void consider(Moment at, Consumer<? super Learnt> next) {
    if (at.nanos() >= freeFrom
        && (differs(baseline.losses(), losses) || differs(baseline.ratio(), ratio))) {
      tell(at, next);
    }
  }

  /** Tells it if a fall was punished at this very moment. */
  void punished(Moment at, Consumer<? super Learnt> next) {
    if (damper.isPunishedAt(at)) {
      tell(at, next);
    }
  }

  /** Takes up what was told before a restart. */
  void recall(RecalledExperience then) {
    baseline.recall(then.experience());
    damper.recall(then.at(), then.age(), then.experience().penalty());
    remember();
  }

  private void tell(Moment at, Consumer<? super Learnt> next) {
    freeFrom = at.plus(SELDOM).nanos();
    remember();
    next.accept(
        new Learnt(at, uplink, baseline.experience(damper.told(at)), damper.isPunishedAt(at)));
  }

  private void remember() {
    losses = baseline.losses();
    ratio = baseline.ratio();
  }

  private static boolean differs(double now, double told) {
    return Math.abs(now - told) > NOTICEABLE * told;
  }
}
