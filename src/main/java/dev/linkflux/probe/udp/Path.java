package dev.linkflux.probe.udp;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/**
 * One uplink to one target: opens its line at its first turn, and anew at the next turn when it was
 * lost.
 */
final class Path {
  /** Observations that may wait: minutes of the fastest pace. */
  private static final int WAITING = 1 << 14;

  private final UplinkId uplink;
  private final TargetId target;
  private final Datagram datagram;
  private final Mono<? extends Connection> connect;
  private final AtomicBoolean taken = new AtomicBoolean();
  private volatile @Nullable Line line;

  Path(UplinkId uplink, TargetId target, Datagram datagram, Mono<? extends Connection> connect) {
    this.uplink = uplink;
    this.target = target;
    this.datagram = datagram;
    this.connect = connect;
  }

  /** A probe's turn. The turn that opens the line also gives all that is seen on it. */
  Flux<Unstamped> turn(long sequence) {
    Line open = line;
    if (open != null) {
      open.send(sequence);
      return Flux.empty();
    }
    return taken.compareAndSet(false, true) ? talk(sequence) : Flux.empty();
  }

  private Flux<Unstamped> talk(long first) {
    return Flux.usingWhen(connect, connection -> observations(connection, first), this::close)
        .onErrorResume(failure -> Mono.just(withheld(first, failure)))
        .doFinally(_ -> taken.set(false));
  }

  private Flux<Unstamped> observations(Connection connection, long first) {
    Line opened = new Line(uplink, target, datagram, connection.channel());
    connection.addHandlerFirst(opened);
    return connection
        .inbound()
        .receiveObject()
        .cast(Unstamped.class)
        .onBackpressureBuffer(WAITING, BufferOverflowStrategy.ERROR)
        .doOnSubscribe(
            _ -> {
              line = opened;
              opened.send(first);
            });
  }

  private Mono<Void> close(Connection connection) {
    return Mono.fromRunnable(
        () -> {
          line = null;
          connection.dispose();
        });
  }

  private Unstamped withheld(long sequence, Throwable failure) {
    ProbeId id = new ProbeId(uplink, target, sequence);
    String reason = Reason.of(failure);
    return at -> new Observation.Withheld(at, id, reason);
  }
}
