package dev.linkflux.engine;

import reactor.core.publisher.Flux;

/** Port: what the kernel says of the uplinks' interfaces. */
public interface LinkWatch {
  /**
   * First what carries traffic now ({@link dev.linkflux.decision.Carried}), then the facts of every
   * uplink, then each change.
   *
   * @return those events without their moments
   */
  Flux<Unstamped> facts();
}
