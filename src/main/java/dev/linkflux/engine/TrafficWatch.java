package dev.linkflux.engine;

import reactor.core.publisher.Flux;

/** Port: how much goes through the uplinks' interfaces. */
public interface TrafficWatch {
  /** What nobody counts. */
  TrafficWatch NOBODY = Flux::never;

  /**
   * Counts, for as long as it is subscribed, what goes through the uplinks that have a quota.
   *
   * @return {@link dev.linkflux.uplink.Used} events without their moments; an error if it cannot be
   *     counted now (the engine says so and tries again)
   */
  Flux<Unstamped> used();
}
