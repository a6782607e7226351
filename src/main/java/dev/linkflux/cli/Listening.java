package dev.linkflux.cli;

import dev.linkflux.stream.CannotListen;
import dev.linkflux.stream.StreamServer;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;

/** Where a stream server is reached. Bound once. */
final class Listening implements AutoCloseable {
  private final boolean encrypted;
  private @Nullable DisposableServer bound;

  /**
   * @param encrypted true if it speaks TLS
   */
  Listening(boolean encrypted) {
    this.encrypted = encrypted;
  }

  /**
   * Listens.
   *
   * @param addresses the first that is free is taken
   * @throws Refusal if none is
   */
  void bind(StreamServer server, InetSocketAddress... addresses) {
    Refusal last = null;
    for (InetSocketAddress address : addresses) {
      try {
        bound = server.bind(address).block();
        return;
      } catch (CannotListen refused) {
        last = new Refusal(Refusal.FAILED, "linkflux: " + refused.getMessage());
      }
    }
    throw last == null ? new IllegalArgumentException("no address to listen on") : last;
  }

  /** As a browser is told; once it is bound. */
  String address() {
    DisposableServer server = Objects.requireNonNull(bound, "not listening");
    String host = server.host();
    return (encrypted ? "https://" : "http://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + server.port()
        + "/";
  }

  @Override
  public void close() {
    DisposableServer server = bound;
    if (server != null) {
      server.dispose();
    }
  }
}
