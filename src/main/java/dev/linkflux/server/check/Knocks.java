package dev.linkflux.server.check;

import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Attempt;
import dev.linkflux.wire.Obstacle;
import dev.linkflux.wire.Witness;
import dev.linkflux.wire.dns.Farewell;
import java.net.InetSocketAddress;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;

/** Finds out whether anybody answers at a port, be it by a reset. */
final class Knocks {
  private final TcpClient client;
  private final Scheduler scheduler;
  private final Spending spending;

  Knocks(LoopResources loops, Scheduler scheduler, Spending spending) {
    this.client = TcpClient.newConnection().runOn(loops);
    this.scheduler = scheduler;
    this.spending = spending;
  }

  /** True if somebody answers. */
  Mono<Boolean> answers(Uplink uplink, InetSocketAddress destination, Duration limit) {
    return Mono.usingWhen(
            new Attempt(uplink, new Bill(uplink, spending))
                .by(client, destination, limit)
                .connect(),
            _ -> Mono.just(true),
            Farewell::to)
        .onErrorResume(failure -> Mono.just(Obstacle.of(failure) instanceof Obstacle.Refused))
        .publishOn(scheduler);
  }

  private record Bill(Uplink uplink, Spending spending) implements Witness {
    @Override
    public void left() {}

    @Override
    public void spent(long bytes) {
      spending.spent(uplink.id(), bytes);
    }
  }
}
