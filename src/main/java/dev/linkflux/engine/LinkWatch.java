package dev.linkflux.engine;

import dev.linkflux.uplink.Uplink;
import java.util.List;
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

  /**
   * From now on these are the uplinks. What is known of those that stay the same goes on, and is
   * not told again. Never blocks.
   */
  default void follow(List<Uplink> uplinks) {}
}
