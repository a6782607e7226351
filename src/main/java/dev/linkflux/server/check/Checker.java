package dev.linkflux.server.check;

import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import reactor.core.publisher.Mono;

/** Checks a server once. */
@FunctionalInterface
interface Checker {
  /**
   * One check.
   *
   * @return what was found, within the time-out of the server's check or little more; nothing if it
   *     could not be asked at all, which is no evidence
   */
  Mono<Finding> check(Server server, Uplink uplink);
}
