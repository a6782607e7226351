package dev.linkflux.engine;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * A sign of life of the event loop that probes: time passes by it, and its lateness is that of the
 * loop.
 *
 * @param due when it should have been handled, nanoseconds of the loop's clock
 */
record Heartbeat(long due) implements Unstamped {
  /** Heartbeats of a loop, the first after one period. */
  static Flux<Unstamped> every(Duration period, Scheduler loop) {
    return Flux.defer(
        () -> {
          long begin = loop.now(TimeUnit.NANOSECONDS);
          return Flux.interval(period, loop)
              .onBackpressureDrop() // the gate is full: it will end by itself
              .map(count -> new Heartbeat(begin + (count + 1) * period.toNanos()));
        });
  }

  @Override
  public Event at(Moment moment) {
    return new Woken(moment);
  }
}
