package dev.linkflux.notify;

import dev.linkflux.uplink.Host;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Finds the addresses of brokers and mail servers: by the uplinks' name servers, and, what these do
 * not know, as this system does, since such a server is often in the own house.
 */
final class Whereabouts {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final List<InetAddress> HERE =
      List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

  private final Function<String, Mono<List<InetAddress>>> names;
  private final Scheduler aside;

  Whereabouts(Means means) {
    this.names = means.addresses();
    this.aside = means.aside();
  }

  /** One or more, or an error that says what was not found. Each bears the name of the host. */
  Mono<List<InetAddress>> of(Host host) {
    InetAddress literal = host.address();
    if (literal != null) {
      return Mono.just(List.of(named(host.text(), literal)));
    }
    Mono<List<InetAddress>> found =
        host.text().equals("localhost")
            ? Mono.just(HERE)
            : names
                .apply(host.text())
                .timeout(LIMIT, aside)
                .onErrorResume(_ -> Mono.empty())
                .filter(all -> !all.isEmpty())
                .switchIfEmpty(system(host.text()));
    return found
        .map(all -> all.stream().map(one -> named(host.text(), one)).toList())
        .switchIfEmpty(Mono.error(() -> new UnknownHostException("no address of " + host.text())));
  }

  /** The system may take its time, and cannot be interrupted: so on a thread of its own. */
  private Mono<List<InetAddress>> system(String host) {
    return Mono.<List<InetAddress>>create(
            found ->
                Thread.ofPlatform()
                    .daemon()
                    .name("linkflux-names")
                    .start(() -> found.success(asked(host))))
        .timeout(LIMIT, Mono.empty(), aside);
  }

  private static @Nullable List<InetAddress> asked(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException _) {
      return null;
    }
  }

  private static InetAddress named(String host, InetAddress address) {
    try {
      return InetAddress.getByAddress(host, address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has as many bytes as an address", e);
    }
  }
}
