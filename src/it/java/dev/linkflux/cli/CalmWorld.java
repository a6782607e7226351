package dev.linkflux.cli;

import dev.linkflux.engine.LinkWatch;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.route.dryrun.FixedLinkWatch;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Interfaces that stay as they are, and targets that answer everything after 5 ms. */
final class CalmWorld implements Prober {
  private static final Duration RTT = Duration.ofMillis(5);

  private final Scheduler timer;

  /**
   * @param timer runs the delay of the answers
   */
  CalmWorld(Scheduler timer) {
    this.timer = timer;
  }

  static LinkWatch links(List<Uplink> uplinks) {
    return new FixedLinkWatch(uplinks.stream().map(CalmWorld::facts).toList(), Flux.never());
  }

  private static LinkFacts facts(Uplink uplink) {
    int number = uplink.id().ordinal() + 1;
    InetAddress own = InetAddress.ofLiteral("10." + number + ".0.2");
    return new LinkFacts(
        Moment.ZERO,
        uplink.id(),
        number,
        true,
        true,
        List.of(new Prefix(own, 24)),
        uplink.gateways(),
        false);
  }

  @Override
  public Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<ProbeId> turns) {
    return turns.flatMap(
        id -> {
          Unstamped sent = at -> new Observation.Sent(at, id);
          Unstamped reply = at -> new Observation.Returned(at, id, RTT.toNanos());
          return Flux.just(sent).concatWith(Mono.delay(RTT, timer).map(_ -> reply));
        });
  }
}
