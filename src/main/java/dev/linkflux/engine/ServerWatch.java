package dev.linkflux.engine;

import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import reactor.core.publisher.Flux;

/** Port: looks after the servers, through every uplink. */
@FunctionalInterface
public interface ServerWatch {
  /** What nobody looks after. */
  ServerWatch NOBODY = Flux::never;

  /**
   * What was so when the service last ended ({@link dev.linkflux.server.Remembered}, {@link
   * dev.linkflux.server.Located}). It comes before everything else, so that the first plan has the
   * routes to the servers that the kernel still holds. May block.
   */
  default List<Unstamped> remembered() {
    return List.of();
  }

  /**
   * Every check ({@link dev.linkflux.server.Checked}) and each change of an address ({@link
   * dev.linkflux.server.Located}), for as long as it is subscribed.
   *
   * @return those events without their moments
   */
  Flux<Unstamped> seen();

  /** From now on these are the uplinks and the servers. Never blocks. */
  default void follow(List<Uplink> uplinks, List<Server> servers) {}
}
