package dev.linkflux.stream;

import dev.linkflux.probe.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Round-trip times as a histogram for each uplink; not for each target, since a bucket is a series.
 * One owner.
 */
final class RoundTrips {
  /**
   * Upper ends of the buckets, milliseconds: narrow where uplinks of one kind differ (fibre below
   * 10, DSL below 30, LTE and LEO satellites below 100) and where people set limits (100 to 300),
   * wide up to a queue of seconds.
   */
  private static final long[] ENDS = {
    1, 2, 5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000
  };

  private final MeterRegistry registry;
  private final Map<String, Timer> timers = new HashMap<>();

  RoundTrips(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Late ones count as well: they say how long the uplink's queue is. */
  void accept(Outcome.Replied reply) {
    timers
        .computeIfAbsent(reply.id().uplink().name(), this::timer)
        .record(reply.rtt(), TimeUnit.NANOSECONDS);
  }

  /** Those of other uplinks are gone. */
  void keep(Set<String> uplinks) {
    Meters.keep(registry, timers, uplinks::contains);
  }

  private Timer timer(String uplink) {
    return Timer.builder("linkflux_uplink_rtt_seconds")
        .description("Round-trip times of all replies, late ones included.")
        .tag("uplink", uplink)
        .serviceLevelObjectives(
            LongStream.of(ENDS).mapToObj(Duration::ofMillis).toArray(Duration[]::new))
        .register(registry);
  }
}
