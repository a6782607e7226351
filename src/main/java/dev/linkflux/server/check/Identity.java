package dev.linkflux.server.check;

import dev.linkflux.engine.Reason;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.wire.tls.AuthorityTrust;
import dev.linkflux.wire.tls.FirstUseTrust;
import dev.linkflux.wire.tls.PinTrust;
import dev.linkflux.wire.tls.ServerTrust;
import dev.linkflux.wire.tls.TlsContext;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Knows by what each server proves who it is, and remembers the keys of first use. */
final class Identity {
  private final AuthorityTrust authorities;
  private final Pins pins;
  private final Aside aside;
  private final Map<Peer, TlsContext> contexts = new ConcurrentHashMap<>();

  /** Keys that are known to be in the file, by the names of the servers. */
  private final Map<String, String> kept = new ConcurrentHashMap<>();

  private record Peer(String server, Host host, Check.Trust trust) {}

  Identity(AuthorityTrust authorities, Pins pins, Aside aside) {
    this.authorities = authorities;
    this.pins = pins;
    this.aside = aside;
  }

  /**
   * What a connection to a server needs that is to be met as this host. Made aside when it is first
   * needed, as that waits for randomness.
   */
  Mono<TlsContext> context(Server server, Host host) {
    Peer peer = new Peer(server.name(), host, server.check().api().trust());
    TlsContext known = contexts.get(peer);
    return known != null
        ? Mono.just(known)
        : aside
            .call(() -> TlsContext.towards(host, trust(server)))
            .doOnNext(made -> contexts.put(peer, made));
  }

  private ServerTrust trust(Server server) {
    return switch (server.check().api().trust()) {
      case Check.Trust.Authority() -> authorities;
      case Check.Trust.Pin(var pin) -> new PinTrust(pin);
      case Check.Trust.FirstUse() -> new FirstUseTrust(shown -> objection(server, shown));
    };
  }

  private @Nullable String objection(Server server, String shown) {
    try {
      Pins.Pin known = pins.of(server.name());
      if (known == null) {
        kept.remove(server.name()); // somebody has deleted it, and the next one is the first again
        return null;
      }
      return known.pin().equals(shown) ? null : another(shown, known);
    } catch (IOException e) {
      return unreadable(e);
    }
  }

  /**
   * An answer that may be relied upon: if its server is trusted since its first use, then that is
   * on the disk.
   */
  Mono<Answer> vouched(Server server, Answer answer) {
    String pin = answer.pin();
    boolean first =
        server.check().api().trust() instanceof Check.Trust.FirstUse
            && pin != null
            && !pin.equals(kept.get(server.name()));
    return pin == null || !first
        ? Mono.just(answer)
        : aside.call(() -> keep(server, pin)).thenReturn(answer);
  }

  private Pins.Pin keep(Server server, String pin) {
    try {
      Pins.Pin known = pins.keep(server.name(), pin);
      if (!known.pin().equals(pin)) {
        throw new Broken(Rung.TLS_PIN, another(pin, known));
      }
      kept.put(server.name(), pin);
      return known;
    } catch (IOException e) {
      throw new Broken(Rung.TLS, unreadable(e));
    }
  }

  private String another(String shown, Pins.Pin known) {
    String since = known.since().isEmpty() ? "" : " since " + known.since();
    return "its key is %s, pinned%s in %s is %s".formatted(shown, since, pins.path(), known.pin());
  }

  private String unreadable(IOException failure) {
    return "its key cannot be kept in %s; let the service read and write there: %s"
        .formatted(pins.path(), Reason.of(failure));
  }
}
