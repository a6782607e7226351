package dev.linkflux.engine;

import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Where a host that has a name is met through one uplink, turn by turn. Nobody waits for it: a
 * resolver that remembers answers at once, and what takes longer is for a later turn.
 *
 * <p>An address that the name still stands for is kept, whatever the order: a host that is asked in
 * turns at one place and at another has no round-trip time of its own. While the name servers give
 * none, the last one is kept. All turns come on one thread; the resolver answers on any.
 */
public final class Whereabouts {
  private final Resolver resolver;
  private final Uplink uplink;
  private final String name;
  private final Predicate<InetAddress> open;

  /** Drops what comes while a question is under way: its answer will do. */
  private final Sinks.Many<String> wanted = Sinks.many().multicast().directBestEffort();

  private volatile List<InetAddress> known = List.of();
  private @Nullable InetAddress present;

  /**
   * @param open whether there is a way to an address through the uplink; asked on the thread of the
   *     turns
   */
  public Whereabouts(Resolver resolver, Uplink uplink, String name, Predicate<InetAddress> open) {
    this.resolver = resolver;
    this.uplink = uplink;
    this.name = name;
    this.open = open;
  }

  /**
   * The questions of some, asked while this is subscribed, one at a time of each.
   *
   * @return nothing but their asking, without end; empty if there are none to ask
   */
  public static Flux<Unstamped> questions(Collection<Whereabouts> some) {
    return Flux.fromIterable(some)
        .flatMap(Whereabouts::questions, Integer.MAX_VALUE)
        .ignoreElements()
        .thenMany(Flux.empty());
  }

  private Flux<List<InetAddress>> questions() {
    return wanted
        .asFlux()
        .flatMap(
            asked ->
                Mono.defer(() -> resolver.resolve(uplink, asked))
                    .doOnNext(this::learn)
                    .onErrorComplete(), // the resolver knows what is wrong, and tells it
            1,
            1);
  }

  private void learn(List<InetAddress> addresses) {
    if (!addresses.isEmpty()) {
      known = List.copyOf(addresses);
    }
  }

  /** The address to ask now; null if there is none, and {@link #missing} says why. */
  public @Nullable InetAddress now() {
    Sinks.EmitResult _ = wanted.tryEmitNext(name);
    List<InetAddress> addresses = known;
    InetAddress latest = present;
    if (latest != null && addresses.contains(latest) && open.test(latest)) {
      return latest;
    }
    for (InetAddress address : addresses) {
      if (open.test(address)) {
        present = address;
        return address;
      }
    }
    return null;
  }

  /** Of the reasons of {@link Withheld} the one for which there is no address now. */
  public String missing() {
    return known.isEmpty() ? Withheld.NO_NAME : Withheld.NO_GATEWAY;
  }
}
