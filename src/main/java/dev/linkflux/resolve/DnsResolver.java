package dev.linkflux.resolve;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Resolver;
import dev.linkflux.resolve.UnresolvedException.Reason;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * Finds addresses by asking name servers through the uplink that needs them. What they say is kept
 * for each uplink as long as they allow; a name is asked for once at a time.
 */
public final class DnsResolver implements Resolver {
  private static final List<InetAddress> THIS_MACHINE =
      List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

  private final Nameservers servers;
  private final Passage passage;
  private final Map<UplinkId, UplinkCache> caches = new ConcurrentHashMap<>();
  private final Map<Key, Mono<List<InetAddress>>> underWay = new ConcurrentHashMap<>();
  private final Refusals refusals = new Refusals();

  record Key(UplinkId uplink, Name name) {}

  /**
   * Seeds its dice, which may block: not on an event loop.
   *
   * @param loops run the sockets
   * @param nameservers in the order to ask them, at least one; {@link SystemNameservers} knows some
   * @param passage tells which families an uplink leads to
   */
  public DnsResolver(
      LoopResources loops,
      List<InetSocketAddress> nameservers,
      Passage passage,
      Instruments instruments) {
    if (nameservers.isEmpty()) {
      throw new IllegalArgumentException("no name servers");
    }
    this.servers = new Nameservers(loops, nameservers, passage, instruments);
    this.passage = passage;
  }

  /**
   * The addresses of a host, those of IPv6 first if the uplink has a route for them.
   *
   * @return an {@link UnresolvedException} if there is none
   */
  @Override
  public Mono<List<InetAddress>> resolve(Uplink uplink, String name) {
    return Mono.defer(
        () -> {
          if (name.equalsIgnoreCase("localhost")) {
            return Mono.just(THIS_MACHINE); // never asked for (RFC 6761 section 6.3)
          }
          try {
            return Mono.just(List.of(InetAddress.ofLiteral(name)));
          } catch (IllegalArgumentException _) {
            return resolveName(uplink, name);
          }
        });
  }

  private Mono<List<InetAddress>> resolveName(Uplink uplink, String text) {
    Name name;
    try {
      name = Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      return Mono.error(
          new UnresolvedException(Reason.NO_NAME, "not a name: " + text + ": " + e.getMessage()));
    }
    Key key = new Key(uplink.id(), name);
    UnresolvedException fresh = refusals.recent(key);
    if (fresh != null) {
      return Mono.error(fresh);
    }
    return underWay.computeIfAbsent(
        key,
        _ ->
            both(uplink, name)
                .doOnError(UnresolvedException.class, failure -> refusals.add(key, failure))
                .doOnTerminate(() -> underWay.remove(key)) // before anybody can ask again
                .share());
  }

  private Mono<List<InetAddress>> both(Uplink uplink, Name name) {
    UplinkCache cache = caches.computeIfAbsent(uplink.id(), _ -> new UplinkCache());
    Lookup lookup = new Lookup(servers, cache, uplink);
    return Mono.zip(
            lookup.addresses(name, Type.AAAA).onErrorResume(Found::failed),
            lookup.addresses(name, Type.A).onErrorResume(Found::failed))
        .flatMap(found -> merge(uplink, name, found.getT1(), found.getT2()));
  }

  private Mono<List<InetAddress>> merge(Uplink uplink, Name name, Found six, Found four) {
    if (six.addresses().isEmpty() && four.addresses().isEmpty()) {
      return Mono.error(failure(name, six, four));
    }
    boolean sixFirst =
        !six.addresses().isEmpty() && passage.isOpen(uplink, six.addresses().getFirst());
    List<InetAddress> addresses = new ArrayList<>((sixFirst ? six : four).addresses());
    addresses.addAll((sixFirst ? four : six).addresses());
    return Mono.just(List.copyOf(addresses));
  }

  private static UnresolvedException failure(Name name, Found six, Found four) {
    if (four.failure() != null) {
      return four.failure();
    }
    if (six.failure() != null) {
      return six.failure();
    }
    String text = name.toString(true);
    return new UnresolvedException(
        Reason.NO_NAME,
        four.exists() || six.exists() ? text + " has no address" : "no such name " + text);
  }
}
