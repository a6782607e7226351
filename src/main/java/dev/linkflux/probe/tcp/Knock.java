package dev.linkflux.probe.tcp;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Rtt;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Stamping;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Attempt;
import dev.linkflux.wire.Handshake;
import dev.linkflux.wire.Obstacle;
import dev.linkflux.wire.Witness;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.tcp.TcpClient;

/** One probe: one attempt to connect, and what is seen of it. */
final class Knock implements Witness {
  private final ProbeId id;
  private final Uplink uplink;
  private final Instruments instruments;
  private final Attempt attempt;
  private final Sinks.One<Unstamped> sent = Sinks.one();

  Knock(Uplink uplink, ProbeId id, Instruments instruments) {
    this.uplink = uplink;
    this.id = id;
    this.instruments = instruments;
    this.attempt = new Attempt(uplink, this);
  }

  /** That it was sent, and then how it ended, if it did. */
  Flux<Unstamped> observations(TcpClient client, InetSocketAddress destination, Duration patience) {
    Mono<Unstamped> ending =
        attempt
            .by(client, destination, patience)
            .connect()
            .flatMap(this::answered)
            .onErrorResume(failure -> Mono.justOrEmpty(failed(Obstacle.of(failure))))
            .doOnTerminate(sent::tryEmitEmpty);
    return Flux.mergeSequential(sent.asMono(), ending);
  }

  @Override
  public void left() {
    Sinks.EmitResult _ = sent.tryEmitValue(at -> new Sent(at, id));
  }

  @Override
  public void spent(long bytes) {
    instruments.spent(uplink.id(), bytes);
  }

  private Mono<Unstamped> answered(Connection connection) {
    connection.dispose();
    Handshake handshake = attempt.handshake();
    // The answer to a repeated SYN is none to the probe, which is lost.
    return handshake == null || !handshake.first()
        ? Mono.empty()
        : Mono.just(returned(handshake.rtt()));
  }

  private @Nullable Unstamped failed(Obstacle obstacle) {
    return switch (obstacle) {
      case Obstacle.Refused(var nanos) -> returned(new Rtt(nanos, Stamping.PROGRAM));
      case Obstacle.Reported(var type, var code, var reporter, _) ->
          at -> new Bounced(at, id, type, code, reporter);
      case Obstacle.Local(var reason) -> at -> new Withheld(at, id, reason);
      case Obstacle.Silent _ -> null;
    };
  }

  private Unstamped returned(Rtt rtt) {
    instruments.timed(rtt.stamping());
    return at -> new Returned(at, id, rtt.nanos());
  }
}
