package dev.linkflux.engine;

import dev.linkflux.uplink.Uplink;
import reactor.core.publisher.Mono;

/**
 * Port: a resolver that keeps what it has learnt, and goes on serving the last good addresses while
 * the name servers give none (RFC 8767).
 */
public interface Directory extends Resolver {
  /**
   * What is known of a host through one uplink; the name servers are asked only if their last
   * answer does not hold any more, and never more often than a limit.
   *
   * @param uplink through which a query leaves
   * @param name of a host
   * @return never an error; what is wrong stands in it
   */
  Mono<Resolution> lookUp(Uplink uplink, String name);
}
