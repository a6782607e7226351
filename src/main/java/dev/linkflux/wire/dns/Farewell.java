package dev.linkflux.wire.dns;

import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/**
 * Closes a connection a moment later. Answers are taken in the midst of Netty's reading, which goes
 * on after that: with the descriptor closed it would read from whatever socket has got its number.
 */
public final class Farewell {
  private Farewell() {}

  /** Closes it when the event loop is done with what it is at. */
  public static Mono<Void> to(Connection connection) {
    return Mono.fromRunnable(() -> connection.channel().eventLoop().execute(connection::dispose));
  }
}
