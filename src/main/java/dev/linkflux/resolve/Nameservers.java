package dev.linkflux.resolve;

import dev.linkflux.engine.Instruments;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.dns.NameQuestion;
import dev.linkflux.wire.tls.TlsContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * The name servers in their order, asked until one knows; the one that knew the last time first.
 * Each is asked through the uplink; one on this machine, which no device leads to, as the routes
 * say. One owner.
 */
final class Nameservers {
  /** Twice each, as resolv.conf(5) has it, but not for 5 seconds each. */
  private static final int TURNS = 2;

  private static final Duration LIMIT = Duration.ofMillis(1500);

  private final Passage passage;
  private final Exchange exchange;
  private final Quota quota;
  private final LongSupplier nanoTime;
  private final Map<UplinkId, Nameserver> helpful = new HashMap<>();

  /**
   * @param contexts of TLS, by the names of those that are asked so
   * @param quota of each name server
   */
  Nameservers(
      LoopResources loops,
      Passage passage,
      Instruments instruments,
      Map<String, TlsContext> contexts,
      Quota quota,
      LongSupplier nanoTime) {
    this.passage = passage;
    this.exchange = new Exchange(loops, LIMIT, instruments, contexts);
    this.quota = quota;
    this.nanoTime = nanoTime;
  }

  /** Asks until a server gives the records, or knows that there are none. */
  Mono<Reply> answer(Uplink uplink, List<Nameserver> configured, NameQuestion question) {
    return Mono.defer(
        () -> {
          List<Nameserver> servers = inOrder(uplink, configured);
          Failures failures = new Failures(servers);
          return Flux.range(0, TURNS * servers.size())
              .concatMap(
                  turn -> answer(uplink, servers, turn % servers.size(), question, failures), 1)
              .next()
              .switchIfEmpty(Mono.fromSupplier(failures::sum));
        });
  }

  private List<Nameserver> inOrder(Uplink uplink, List<Nameserver> configured) {
    Nameserver first = helpful.get(uplink.id());
    if (first == null || !configured.contains(first)) {
      return configured;
    }
    List<Nameserver> servers = new ArrayList<>(configured);
    servers.remove(first);
    servers.addFirst(first);
    return servers;
  }

  /** Empty if that server does not help. */
  private Mono<Reply> answer(
      Uplink uplink,
      List<Nameserver> servers,
      int index,
      NameQuestion question,
      Failures failures) {
    Nameserver server = servers.get(index);
    if (failures.isFinal(index)) {
      return Mono.empty();
    }
    boolean here = server.address().isLoopbackAddress();
    if (!here && !passage.isOpen(uplink, server.address())) {
      failures.notSent(index, "no-gateway");
      return Mono.empty();
    }
    BooleanSupplier allowed =
        () -> quota.take(uplink.id(), server, question.name(), nanoTime.getAsLong());
    if (!allowed.getAsBoolean()) {
      failures.withheld(index);
      return Mono.empty();
    }
    return exchange
        .answer(here ? local(uplink) : uplink, server, question, allowed)
        .<Reply>mapNotNull(message -> read(message, uplink, server, index, failures))
        .onErrorResume(
            failure -> {
              failures.add(index, failure);
              return Mono.empty();
            });
  }

  private @Nullable Reply read(
      Message message, Uplink uplink, Nameserver server, int index, Failures failures) {
    int rcode = message.getRcode();
    if (rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN) {
      helpful.put(uplink.id(), server);
      return new Reply.Told(message, server.address().getHostAddress());
    }
    failures.refused(index, Rcode.string(rcode));
    return null;
  }

  private static Uplink local(Uplink uplink) {
    return new Uplink(
        uplink.id(), "", uplink.tier(), List.of(), uplink.weight(), uplink.disabled());
  }
}
