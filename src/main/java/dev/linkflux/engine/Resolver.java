package dev.linkflux.engine;

import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.List;
import reactor.core.publisher.Mono;

/** Port: finds the addresses of a name, asking through one uplink and through no other. */
@FunctionalInterface
public interface Resolver {
  /**
   * The addresses of a host.
   *
   * @param uplink through which the query leaves
   * @param name of a host
   * @return its addresses, at least one, the preferred first; an error that says what is wrong if
   *     there is none or nobody answered
   */
  Mono<List<InetAddress>> resolve(Uplink uplink, String name);
}
