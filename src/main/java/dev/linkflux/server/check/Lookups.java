package dev.linkflux.server.check;

import dev.linkflux.engine.Directory;
import dev.linkflux.engine.Resolution;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Finds out where a server is through one uplink, and keeps what all have found up to date. */
final class Lookups {
  /** Of the time-out of a check: as long as a name server may take before what is known serves. */
  private static final int PART = 2;

  private final Directory directory;
  private final Places places;
  private final Scheduler scheduler;

  Lookups(Directory directory, Places places, Scheduler scheduler) {
    this.directory = directory;
    this.places = places;
    this.scheduler = scheduler;
  }

  /** Where a server is now; asks the directory each time, which knows when to ask others. */
  Mono<Whereabouts> of(Server server, Uplink uplink) {
    return Flux.fromIterable(server.hosts())
        .concatMap(host -> of(server, uplink, host))
        .collectList()
        .map(Lookups::together);
  }

  /** The places of one host. */
  private Mono<Whereabouts> of(Server server, Uplink uplink, Host host) {
    if (host.address() != null) {
      return Mono.just(new Whereabouts(List.of(new Spot(host.address(), host)), null));
    }
    Duration patience = server.check().timeout().dividedBy(PART);
    Mono<Resolution> asked =
        directory
            .lookUp(uplink, host.text())
            .publishOn(scheduler)
            .doOnNext(resolution -> places.learn(server, uplink, host, resolution))
            .cache(); // goes on when nobody waits any more: what comes late is learnt as well
    return asked
        .timeout(patience, Mono.fromSupplier(() -> silence(server, host, patience)), scheduler)
        .map(resolution -> whereabouts(host, resolution));
  }

  /** What holds while nothing is heard; it is not learnt. */
  private Resolution silence(Server server, Host host, Duration patience) {
    return new Resolution(
        places.known(server, host),
        true,
        new Breach(Rung.DNS_SILENT, "nothing known within " + Figures.seconds(patience)));
  }

  private static Whereabouts whereabouts(Host host, Resolution resolution) {
    Breach breach = resolution.breach();
    if (breach == null && resolution.addresses().isEmpty()) {
      breach = new Breach(Rung.DNS_NO_NAME, "no address");
    }
    return new Whereabouts(
        resolution.addresses().stream().map(address -> new Spot(address, host)).toList(), breach);
  }

  private static Whereabouts together(List<Whereabouts> parts) {
    return new Whereabouts(
        parts.stream().flatMap(part -> part.spots().stream()).distinct().toList(),
        parts.stream().map(Whereabouts::dns).filter(dns -> dns != null).findFirst().orElse(null));
  }
}
