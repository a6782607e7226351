package dev.linkflux.probe.http;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Resolver;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Leaving;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.Underway;
import java.net.InetAddress;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** One target through one uplink, asked as often as its turn comes. */
final class Errand {
  /**
   * Exchanges that may be under way; one more ends the oldest. At the fast pace of 100 ms that is
   * after more than three seconds, when its probe has long timed out.
   */
  private static final int MOST = 32;

  private final Uplink uplink;
  private final Question.Http question;
  private final HttpClient client;
  private final Resolver resolver;
  private final Passage passage;
  private final Instruments instruments;
  private final Underway underway = new Underway(MOST);

  Errand(
      Uplink uplink,
      Question.Http question,
      HttpClient client,
      Resolver resolver,
      Passage passage,
      Instruments instruments) {
    this.uplink = uplink;
    this.question = question;
    this.client = client;
    this.resolver = resolver;
    this.passage = passage;
    this.instruments = instruments;
  }

  /** Asks once; everything that is seen of it. */
  Flux<Unstamped> run(ProbeId id) {
    return underway.admit(Flux.defer(() -> ask(id)));
  }

  private Flux<Unstamped> ask(ProbeId id) {
    try {
      Leaving.requireDevice(uplink); // before a name is asked for in vain
    } catch (SystemCallException e) {
      return withheld(id, e.errnoName());
    }
    return addresses().flatMapMany(found -> ask(id, found));
  }

  /** Asks at the most preferred address that there is a route to. */
  private Flux<Unstamped> ask(ProbeId id, List<InetAddress> found) {
    for (InetAddress address : found) {
      if (passage.isOpen(uplink, address)) {
        return new Exchange(uplink, question, id, address, instruments).observations(client);
      }
    }
    return withheld(
        id, found.isEmpty() ? Observation.Withheld.NO_NAME : Observation.Withheld.NO_GATEWAY);
  }

  /** Where the host is; none if that is not to be found out. */
  private Mono<List<InetAddress>> addresses() {
    InetAddress address = question.host().address();
    return address != null
        ? Mono.just(List.of(address))
        : resolver
            .resolve(uplink, question.host().text())
            .onErrorReturn(List.of())
            .defaultIfEmpty(List.of());
  }

  private static Flux<Unstamped> withheld(ProbeId id, String reason) {
    return Flux.just(at -> new Observation.Withheld(at, id, reason));
  }
}
