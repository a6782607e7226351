package dev.linkflux.engine;

import reactor.core.publisher.Flux;

/** Port: looks after the servers, through every uplink. */
@FunctionalInterface
public interface ServerWatch {
  /** What nobody looks after. */
  ServerWatch NOBODY = Flux::never;

  /**
   * First what is remembered ({@link dev.linkflux.server.Remembered}, {@link
   * dev.linkflux.server.Located}), then every check ({@link dev.linkflux.server.Checked}) and each
   * change of an address, for as long as it is subscribed.
   *
   * @return those events without their moments
   */
  Flux<Unstamped> seen();
}
