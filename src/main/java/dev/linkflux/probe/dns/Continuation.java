package dev.linkflux.probe.dns;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Rtt;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.wire.Obstacle;
import dev.linkflux.wire.dns.Dice;
import dev.linkflux.wire.dns.TcpExchange;
import java.io.EOFException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/**
 * Asks once more over TCP what was answered truncated (RFC 7766 section 5). The round-trip time
 * stays that of the UDP exchange, which has proved the path; what is in the answer decides.
 */
final class Continuation {
  private static final int UNDER_WAY = 64;

  private final TcpExchange tcp;
  private final Dice dice;
  private final AtomicInteger underWay = new AtomicInteger();

  Continuation(TcpExchange tcp, Dice dice) {
    this.tcp = tcp;
    this.dice = dice;
  }

  /**
   * What comes of a probe whose answer was truncated: nothing if there is silence, or if very many
   * such are under way.
   */
  Mono<Unstamped> observation(Questioner asking, ProbeId id, Rtt rtt) {
    return Mono.defer(
        () -> {
          if (underWay.incrementAndGet() > UNDER_WAY) {
            underWay.decrementAndGet();
            return Mono.<Unstamped>empty();
          }
          return tcp.answer(
                  asking.uplink(), asking.server(), asking.question().query(dice), asking::spent)
              .map(answer -> asking.verdict(id, answer, rtt))
              .onErrorResume(failure -> observation(asking, id, rtt, failure))
              .doFinally(_ -> underWay.decrementAndGet());
        });
  }

  private static Mono<Unstamped> observation(
      Questioner asking, ProbeId id, Rtt rtt, Throwable failure) {
    return switch (failure) {
      case TimeoutException _ -> Mono.empty();
      case EOFException _ -> Mono.just(asking.bounced(id, "truncated, and closed over TCP"));
      default ->
          switch (Obstacle.of(failure)) {
            case Obstacle.Silent _ -> Mono.empty();
            case Obstacle.Refused _ ->
                Mono.just(asking.bounced(id, "truncated, and refused over TCP"));
            case Obstacle.Reported(var type, var code, var reporter) ->
                Mono.just(at -> new Observation.Bounced(at, id, type, code, reporter));
            // That this machine has no socket is no loss: the path and the server do their work.
            case Obstacle.Local _ -> Mono.just(asking.verdict(id, null, rtt));
          };
    };
  }
}
