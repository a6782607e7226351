package dev.linkflux.quality;

import dev.linkflux.uplink.TargetId;

/** The windows of one target through one uplink. One owner; not thread safe. */
final class TargetWindows {
  final TargetId id;
  final Window window;
  final Jitter jitter;
  final Floor floor;
  final Recent recent;
  final Directions directions;
  int consecutiveLosses;

  TargetWindows(TargetId id, Windowing windowing, Arrivals all) {
    this.id = id;
    this.window = new Window(windowing.window().toNanos(), all);
    this.jitter = new Jitter();
    this.floor = new Floor();
    this.recent = new Recent(windowing.recent().toNanos(), UplinkWindows.OUTVOTED);
    this.directions = new Directions(windowing.window().toNanos());
  }

  private TargetWindows(TargetId id, Windowing windowing, Arrivals all, TargetWindows before) {
    this.id = id;
    this.window = before.window.successor(windowing.window().toNanos(), all);
    this.jitter = before.jitter;
    this.floor = before.floor;
    this.recent = before.recent.successor(windowing.recent().toNanos(), UplinkWindows.OUTVOTED);
    this.directions = before.directions.successor(windowing.window().toNanos());
    this.consecutiveLosses = before.consecutiveLosses;
  }

  TargetWindows successor(TargetId other, Windowing windowing, Arrivals all) {
    return new TargetWindows(other, windowing, all, this);
  }

  /** Only of a target that was asked within the window. */
  Quality.OfTarget quality(long at) {
    long now = recent.median(at);
    return new Quality.OfTarget(
        id,
        window.loss(),
        window.roundTrips(),
        now < 0 ? -1 : now - floor.value(),
        consecutiveLosses,
        directions.oneWay());
  }
}
