package dev.linkflux.probe.tcp;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.Resolver;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.Underway;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;

/**
 * Asks by TCP connections (RFC 9293): each turn is one SYN from a port of its own, and the answer a
 * SYN/ACK or a reset, which says as well that the host is there. The connection is closed at once.
 */
public final class TcpProber implements Prober {
  /**
   * How long an answer is waited for, when nobody says otherwise. Every second of it costs another
   * SYN to a target that is silent.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Probes of one uplink and target that may be under way at once. */
  private static final int MOST = 128;

  private final Resolver resolver;
  private final Passage passage;
  private final Instruments instruments;
  private final Duration patience;
  private final TcpClient client;

  /** One that waits for {@link #PATIENCE}. */
  public TcpProber(
      LoopResources loops, Resolver resolver, Passage passage, Instruments instruments) {
    this(loops, resolver, passage, instruments, PATIENCE);
  }

  /**
   * Opens no socket yet.
   *
   * @param loops of epoll; everything happens on them
   * @param resolver of the targets that have names
   * @param patience how long an answer is waited for; to be longer than the time after which a
   *     probe counts as lost, or late answers are not seen
   */
  public TcpProber(
      LoopResources loops,
      Resolver resolver,
      Passage passage,
      Instruments instruments,
      Duration patience) {
    this.resolver = resolver;
    this.passage = passage;
    this.instruments = instruments;
    this.patience = patience;
    this.client = TcpClient.newConnection().runOn(loops);
  }

  @Override
  public Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<ProbeId> turns) {
    Map<TargetId, Question.Tcp> questions =
        targets.stream().collect(Collectors.toMap(Target::id, TcpProber::questionOf));
    Map<TargetId, Underway> underway =
        targets.stream().collect(Collectors.toMap(Target::id, _ -> new Underway(MOST)));
    return turns
        .onBackpressureDrop() // a turn that nobody can take is no probe
        .flatMap(
            turn ->
                Objects.requireNonNull(underway.get(turn.target()))
                    .admit(ask(uplink, turn, Objects.requireNonNull(questions.get(turn.target())))),
            Integer.MAX_VALUE);
  }

  private static Question.Tcp questionOf(Target target) {
    if (target.question() instanceof Question.Tcp question) {
      return question;
    }
    throw new IllegalArgumentException(target + " is not asked by TCP");
  }

  private Flux<Unstamped> ask(Uplink uplink, ProbeId id, Question.Tcp question) {
    return addresses(uplink, question.host())
        .defaultIfEmpty(List.of())
        .onErrorReturn(List.of())
        .flatMapMany(addresses -> knock(uplink, id, addresses, question.port()));
  }

  private Mono<List<InetAddress>> addresses(Uplink uplink, Host host) {
    InetAddress literal = host.address();
    return literal == null ? resolver.resolve(uplink, host.text()) : Mono.just(List.of(literal));
  }

  /** Asks at the first address, of those in the order of preference, that there is a route to. */
  private Flux<Unstamped> knock(Uplink uplink, ProbeId id, List<InetAddress> addresses, int port) {
    for (InetAddress address : addresses) {
      if (passage.isOpen(uplink, address)) {
        return new Knock(uplink, id, instruments)
            .observations(client, new InetSocketAddress(address, port), patience);
      }
    }
    String reason = addresses.isEmpty() ? Withheld.NO_NAME : Withheld.NO_GATEWAY;
    return Flux.just(at -> new Withheld(at, id, reason));
  }
}
