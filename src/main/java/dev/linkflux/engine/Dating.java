package dev.linkflux.engine;

import dev.linkflux.time.Dated;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Tells what the wall clock shows: at the start, and again when it and the monotonic clock have
 * moved apart, because it was set, or the machine was asleep. It looks whenever a heartbeat comes.
 * For one subscription.
 */
final class Dating {
  /** Calendars are right within that. Less would tell of every step of a clock that is kept. */
  static final Duration APART = Duration.ofSeconds(1);

  private final InstantSource wall;
  private final Scheduler monotonic;
  private Instant zero = Instant.EPOCH;

  Dating(InstantSource wall, Scheduler monotonic) {
    this.wall = wall;
    this.monotonic = monotonic;
  }

  /** What is to come before everything else. */
  Unstamped first() {
    zero = zeroNow();
    return dated();
  }

  /** The heartbeats, and behind those at which it is found a new date. */
  Flux<Unstamped> beside(Flux<Unstamped> heartbeats) {
    return heartbeats.concatMapIterable(beat -> wasSet() ? List.of(beat, dated()) : List.of(beat));
  }

  private boolean wasSet() {
    Instant now = zeroNow();
    if (Duration.between(zero, now).abs().compareTo(APART) <= 0) {
      return false;
    }
    zero = now;
    return true;
  }

  private Unstamped dated() {
    return at -> new Dated(at, wall.instant());
  }

  /** What the wall clock would have shown at the zero of the monotonic one. */
  private Instant zeroNow() {
    return wall.instant().minusNanos(monotonic.now(TimeUnit.NANOSECONDS));
  }
}
