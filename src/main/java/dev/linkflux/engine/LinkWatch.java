package dev.linkflux.engine;

import reactor.core.publisher.Flux;

/** Port: what the kernel says of the uplinks' interfaces. */
public interface LinkWatch {
  /**
   * First the facts of every uplink, then each change.
   *
   * @return {@link dev.linkflux.uplink.LinkFacts} without their moments
   */
  Flux<Unstamped> facts();
}
