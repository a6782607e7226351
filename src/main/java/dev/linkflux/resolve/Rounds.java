package dev.linkflux.resolve;

import dev.linkflux.uplink.Nameserver;
import dev.linkflux.wire.dns.Deadline;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Rounds of asking: one at a time for a name through an uplink, no more than the limit allows, and
 * on to the end even if nobody waits for it any more. They run on one loop, which owns all that is
 * known.
 */
final class Rounds {
  private final EventLoop home;
  private final Nameservers nameservers;
  private final Shelf shelf;
  private final LongSupplier nanoTime;

  Rounds(EventLoop home, Nameservers nameservers, Shelf shelf, LongSupplier nanoTime) {
    this.home = home;
    this.nameservers = nameservers;
    this.shelf = shelf;
    this.nanoTime = nanoTime;
  }

  /** Goes on on the loop that owns everything here. */
  Mono<Void> home() {
    return Mono.create(
        sink -> {
          if (home.inEventLoop()) {
            sink.success();
          } else {
            home.execute(sink::success);
          }
        });
  }

  /** Waits for a round, but no longer than that. */
  Mono<Void> within(Duration patience, Mono<Void> round) {
    return Deadline.within(home, patience, round);
  }

  /** The round that is under way, else a new one; null if there may be none now. */
  @Nullable Mono<Void> round(Wanted wanted, Known known, List<Nameserver> servers) {
    Mono<Void> underWay = known.underWay();
    if (underWay != null || !known.rounds().allows(nanoTime.getAsLong())) {
      return underWay;
    }
    Mono<Void> round =
        Flux.fromIterable(known.dueFamilies(nanoTime.getAsLong(), servers))
            .flatMap(
                family ->
                    new Lookup(nameservers, servers, wanted.uplink(), family.type())
                        .addresses(wanted.name())
                        .map(found -> new Outcome(family, found)))
            .collectList()
            .flatMap(outcomes -> home().thenReturn(outcomes))
            .doOnNext(outcomes -> settle(wanted, known, servers, outcomes))
            .doOnTerminate(() -> known.setUnderWay(null)) // before anybody can ask again
            .then()
            .cache();
    known.setUnderWay(round);
    return round;
  }

  private record Outcome(Family family, Found found) {}

  private void settle(
      Wanted wanted, Known known, List<Nameserver> servers, List<Outcome> outcomes) {
    long now = nanoTime.getAsLong();
    boolean sent =
        outcomes.stream()
            .anyMatch(it -> !(it.found() instanceof Found.Failed(_, var asked)) || asked);
    if (sent) {
      boolean _ = known.rounds().take(now);
    }
    boolean helpless = shelf.stale(wanted, now).isEmpty();
    outcomes.forEach(it -> it.family().take(it.found(), servers, now, helpless));
    if (known.isGood()) {
      shelf.put(wanted, known, now);
    }
  }
}
