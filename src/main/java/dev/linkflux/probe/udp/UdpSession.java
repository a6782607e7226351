package dev.linkflux.probe.udp;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.engine.Whereabouts;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import io.netty.channel.IoEventLoop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** The paths of one uplink: what is asked, and what comes back. On the event loop only. */
final class UdpSession {
  /**
   * Replies that may wait for the gate. Beyond that they are dropped, which is a loss that a later
   * reply cannot mend.
   */
  private static final int WAITING = 4096;

  private final Sinks.Many<Unstamped> received =
      Sinks.many().unicast().onBackpressureBuffer(Queues.<Unstamped>get(WAITING).get());
  private final IoEventLoop loop;
  private final Map<TargetId, Path> paths;

  /**
   * @param loop of the turns
   * @param path that of a target, which tells what comes back
   */
  UdpSession(
      IoEventLoop loop, List<Target> targets, BiFunction<Target, Consumer<Unstamped>, Path> path) {
    this.loop = loop;
    this.paths =
        targets.stream()
            .collect(Collectors.toMap(Target::id, target -> path.apply(target, this::emit)));
  }

  private void emit(Unstamped observation) {
    Sinks.EmitResult _ = received.tryEmitNext(observation);
  }

  /** All that is seen while it is subscribed. */
  Flux<Unstamped> observations(Flux<ProbeId> turns) {
    List<Whereabouts> sought =
        paths.values().stream()
            .map(Path::peer)
            .mapMulti(
                (Peer peer, Consumer<Whereabouts> each) -> {
                  if (peer instanceof Peer.Named named) {
                    each.accept(named.whereabouts());
                  }
                })
            .toList();
    Flux<Unstamped> asked = turns.map(this::ask);
    return sought.isEmpty()
        ? Flux.merge(received.asFlux(), asked)
        : Flux.merge(received.asFlux(), Whereabouts.questions(sought), asked);
  }

  private Unstamped ask(ProbeId id) {
    return Objects.requireNonNull(paths.get(id.target()), id.toString()).ask(id);
  }

  /** Closes everything soon, on the loop: a turn may be opening something just now. */
  Mono<Void> close() {
    return Mono.fromRunnable(
        () -> {
          if (loop.inEventLoop()) {
            closePaths();
          } else if (!loop.isShuttingDown()) {
            loop.execute(this::closePaths);
          }
        });
  }

  private void closePaths() {
    paths.values().forEach(Path::close);
  }
}
