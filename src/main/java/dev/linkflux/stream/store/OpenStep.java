package dev.linkflux.stream.store;

import static dev.linkflux.stream.store.HistoryPoint.NONE;

import dev.linkflux.decision.StateName;
import org.jspecify.annotations.Nullable;

/** The step of time that is not over yet. One owner: not thread safe. */
final class OpenStep {
  private final HistoryRing ring;
  private final Reservoir rtts;
  private long begin = NONE;
  private int sent;
  private int lost;
  private long jitter;
  private int jitters;
  private StateName worst = StateName.UNKNOWN;

  /**
   * @param ring takes it when it is over
   * @param exact so many answers are measured exactly
   */
  OpenStep(HistoryRing ring, int exact) {
    this.ring = ring;
    this.rtts = new Reservoir(exact);
  }

  /**
   * Opens the step of a time, if it is another one; that before it is over then.
   *
   * @param state in which it begins
   */
  OpenStep at(long second, StateName state) {
    long now = ring.begin(second);
    if (now != begin) {
      close();
      begin = now;
      worst = state;
    }
    return this;
  }

  void answered(int rtt) {
    sent++;
    rtts.add(rtt);
  }

  void lose() {
    sent++;
    lost++;
  }

  /** True if a loss of that time is of this step, and is taken back. */
  boolean correct(long second) {
    if (ring.begin(second) == begin && lost > 0) {
      lost--;
      return true;
    }
    return false;
  }

  void jitter(int now) {
    if (now != NONE) {
      jitter += now;
      jitters++;
    }
  }

  void state(StateName now) {
    worst = HistoryPoint.worse(worst, now);
  }

  /** As far as it has come; null if it has not begun. */
  @Nullable HistoryPoint point() {
    return begin == NONE
        ? null
        : new HistoryPoint(
            begin,
            sent,
            lost,
            rtts.spread(),
            jitters == 0 ? NONE : (int) (jitter / jitters),
            worst);
  }

  /** Puts what there is into the ring; what still comes of the same step is merged with it. */
  void close() {
    HistoryPoint point = point();
    if (point != null) {
      ring.put(point);
      begin = NONE;
      sent = 0;
      lost = 0;
      jitter = 0;
      jitters = 0;
      rtts.clear();
    }
  }
}
