package dev.linkflux.engine;

import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.util.List;
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

  /** From now on these are the uplinks and the servers. Never blocks. */
  default void follow(List<Uplink> uplinks, List<Server> servers) {}
}
