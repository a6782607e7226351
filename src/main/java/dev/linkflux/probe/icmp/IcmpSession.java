package dev.linkflux.probe.icmp;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Destination;
import dev.linkflux.kernel.IcmpSocket;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** The sockets of one uplink, open: what is asked, and what comes back. On the event loop only. */
final class IcmpSession {
  /**
   * Replies that may wait for the gate. Beyond that they are dropped, which is a loss that a later
   * reply cannot mend.
   */
  private static final int WAITING = 4096;

  private final Uplink uplink;
  private final Passage passage;
  private final Map<IpFamily, IcmpLine> lines = new EnumMap<>(IpFamily.class);

  /** By the ordinals of the targets. */
  private final @Nullable Way[] ways;

  /** Of the loop alone, which is the only one to tell it anything. */
  private final Sinks.Many<Unstamped> received =
      Sinks.unsafe().many().unicast().onBackpressureBuffer(Queues.<Unstamped>get(WAITING).get());

  /** How a target is reached. */
  private record Way(Destination destination, IcmpLine line) {}

  private IcmpSession(Uplink uplink, List<Target> targets, Passage passage) {
    this.uplink = uplink;
    this.passage = passage;
    int most = targets.stream().mapToInt(target -> target.id().ordinal()).max().orElse(-1);
    this.ways = new @Nullable Way[most + 1];
  }

  private static Stream<InetAddress> addressOf(Target target) {
    if (target.question() instanceof Question.Icmp(Host host)) {
      return Stream.ofNullable(host.address());
    }
    throw new IllegalArgumentException(target + " is not asked by ICMP");
  }

  /**
   * Opens a socket for each family that the targets need.
   *
   * @return an error if a socket cannot be had: no such device, no right
   */
  static Mono<IcmpSession> open(
      IoEventLoop loop,
      Uplink uplink,
      List<Target> targets,
      int payload,
      Passage passage,
      Instruments instruments,
      Consumer<IcmpSocket.Kind> opened) {
    return Mono.defer(
        () -> {
          IcmpSession session = new IcmpSession(uplink, targets, passage);
          return Flux.fromStream(
                  targets.stream().flatMap(IcmpSession::addressOf).map(IpFamily::of).distinct())
              .concatMap(
                  family ->
                      IcmpLine.open(
                              loop,
                              uplink,
                              family,
                              payload,
                              instruments,
                              session::emit,
                              session::broke)
                          .doOnNext(line -> session.lines.put(family, line)))
              .doOnNext(line -> opened.accept(line.kind()))
              .doOnComplete(() -> targets.forEach(session::reach))
              .then(Mono.just(session))
              .onErrorResume(failure -> session.close().then(Mono.error(failure)));
        });
  }

  private void reach(Target target) {
    addressOf(target)
        .forEach(
            address -> {
              IcmpLine line = Objects.requireNonNull(lines.get(IpFamily.of(address)));
              ways[target.id().ordinal()] = new Way(Destination.of(address), line);
            });
  }

  /** What comes back, from all sockets; an error if one breaks. */
  Flux<Unstamped> received() {
    return received.asFlux();
  }

  /** Asks a target. A device that is gone ends the session: its socket would stay deaf for ever. */
  Unstamped ask(ProbeId id) {
    Way way = ways[id.target().ordinal()];
    if (way == null) {
      return at -> new Observation.Withheld(at, id, Observation.Withheld.NO_NAME);
    }
    return passage.isOpen(uplink, way.destination().address())
        ? way.line().ask(id, way.destination())
        : at -> new Observation.Withheld(at, id, Observation.Withheld.NO_GATEWAY);
  }

  Mono<Void> close() {
    return Mono.fromRunnable(() -> lines.values().forEach(IcmpLine::close));
  }

  private void broke(IOException failure) {
    Sinks.EmitResult _ = received.tryEmitError(failure);
  }

  private void emit(Unstamped observation) {
    Sinks.EmitResult _ = received.tryEmitNext(observation);
  }
}
