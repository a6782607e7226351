package dev.linkflux.server.check;

import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Whether a server answers pings, and what it means if it does not. */
final class PingSide {
  private final Echoes echoes;
  private final Knocks knocks;
  private final Scheduler scheduler;

  PingSide(Echoes echoes, Knocks knocks, Scheduler scheduler) {
    this.echoes = echoes;
    this.knocks = knocks;
    this.scheduler = scheduler;
  }

  /** By pings alone. */
  Mono<Side> alone(Server server, Uplink uplink, List<Spot> spots, Deadline deadline) {
    return Race.<Echo>over(
            spots,
            scheduler,
            (spot, _) ->
                echoes
                    .ping(uplink, spot.address(), deadline.left())
                    .flatMap(echo -> settled(server, echo, false, deadline)))
        .map(Side::of);
  }

  /** If no ping is answered, the port of the API is tried: it is not asked otherwise. */
  Mono<Side> withPort(Server server, Uplink uplink, List<Spot> spots, Deadline deadline) {
    return Race.<Echo>over(spots, scheduler, (spot, _) -> diagnosed(server, uplink, spot, deadline))
        .map(Side::of);
  }

  private Mono<Echo> diagnosed(Server server, Uplink uplink, Spot spot, Deadline deadline) {
    InetSocketAddress port = new InetSocketAddress(spot.address(), server.check().port());
    Mono<Boolean> knock =
        Mono.delay(deadline.doubt(), scheduler)
            .then(Mono.defer(() -> knocks.answers(uplink, port, deadline.left())));
    return Diagnosed.of(
            echoes.ping(uplink, spot.address(), deadline.left()),
            Echo.Silent.class::isInstance,
            knock)
        .flatMap(both -> settled(server, both.main(), Boolean.TRUE.equals(both.other()), deadline));
  }

  private static Mono<Echo> settled(
      Server server, @Nullable Echo echo, boolean port, Deadline deadline) {
    return switch (echo) {
      case null -> Mono.empty();
      case Echo.Answered answered -> Mono.just(answered);
      case Echo.Reported(var type, var code, var reporter) ->
          failed(new Breach(Rung.HOST_UNREACHABLE, Obstruction.says(type, code, reporter)));
      case Echo.Local(var reason) -> failed(Obstruction.local(reason));
      case Echo.Silent() -> {
        Breach silent =
            new Breach(
                Rung.HOST_UNREACHABLE,
                "no answer to a ping within " + Figures.seconds(deadline.limit()));
        yield failed(port ? filtered(server, silent) : silent);
      }
    };
  }

  private static Mono<Echo> failed(@Nullable Breach breach) {
    return breach == null ? Mono.empty() : Mono.error(new Broken(breach));
  }

  /** That a ping is not answered is not the host's fault: its port answers. */
  static Breach filtered(Server server, Breach silent) {
    return new Breach(
        silent.rung(),
        silent.detail() + "; ICMP is filtered: TCP port " + server.check().port() + " answers");
  }
}
