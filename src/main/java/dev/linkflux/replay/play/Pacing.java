package dev.linkflux.replay.play;

import dev.linkflux.time.Moment;
import java.time.Duration;

/**
 * Says how long to wait for each moment of a trace, at a speed. A pause of the trace that would be
 * waited for too long is skipped; what is late is made up for, unless it is hopeless. One owner.
 */
final class Pacing {
  /** Nobody watches nothing for longer. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  /** Shorter ones are no pauses of a trace: probes are sent every few seconds at least. */
  static final Duration SHORTEST_PAUSE = Duration.ofSeconds(15);

  /** Whoever is later than that cannot keep up. */
  static final Duration HOPELESS = Duration.ofSeconds(2);

  /** Nanoseconds; some 70 years. */
  private static final double FARTHEST = 0x1p61;

  private final double speed;
  private Moment latest;
  private Moment base;
  private long zero;

  /**
   * @param speed seconds of the trace in a second, above 0; infinite not to wait at all
   * @param begin where in the trace it begins
   * @param now of a monotonic clock, nanoseconds
   */
  Pacing(double speed, Moment begin, long now) {
    this.speed = speed;
    latest = begin;
    base = begin;
    zero = now;
  }

  /**
   * What to do before a moment of the trace.
   *
   * @param nanos to wait
   * @param skipped how much of the trace was left out before it; zero if nothing was
   */
  record Step(long nanos, Duration skipped) {}

  Step before(Moment at, long now) {
    Duration pause = at.since(latest);
    latest = at;
    long wait = due(at) - now;
    if (wait > LONGEST_WAIT.toNanos() && pause.compareTo(SHORTEST_PAUSE) > 0) {
      begin(at, now);
      return new Step(0, pause);
    }
    if (wait < -HOPELESS.toNanos()) {
      begin(at, now);
    }
    return new Step(Math.max(0, wait), Duration.ZERO);
  }

  /** Where in the trace that is then; not behind the moment that is waited for. */
  Moment at(long now) {
    double gone = (now - zero) * speed;
    return gone >= latest.nanos() - base.nanos() ? latest : base.plusNanos((long) gone);
  }

  private void begin(Moment at, long now) {
    base = at;
    zero = now;
  }

  /** By the clock; what is farther than can be counted is far enough. */
  private long due(Moment at) {
    return zero + (long) Math.min(FARTHEST, (at.nanos() - base.nanos()) / speed);
  }
}
