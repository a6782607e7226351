package dev.linkflux.server.check;

import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Leaving;
import dev.linkflux.wire.Passage;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** One check: climbs the ladder from the name of a server to its clock, up to the first rung. */
final class Examination implements Checker {
  /** A check that is later than this was held up by this machine, and proves nothing. */
  private static final Duration LATE = Duration.ofMillis(500);

  private static final Side UNASKED = new Side(null, null);

  private final Lookups lookups;
  private final Places places;
  private final Passage passage;
  private final PingSide pings;
  private final ApiSide apis;
  private final Function<Server, Session> sessions;
  private final Scheduler scheduler;

  Examination(
      Lookups lookups,
      Places places,
      Passage passage,
      PingSide pings,
      ApiSide apis,
      Function<Server, Session> sessions,
      Scheduler scheduler) {
    this.lookups = lookups;
    this.places = places;
    this.passage = passage;
    this.pings = pings;
    this.apis = apis;
    this.sessions = sessions;
    this.scheduler = scheduler;
  }

  @Override
  public Mono<Finding> check(Server server, Uplink uplink) {
    Duration most = server.check().timeout().plus(LATE);
    return Mono.defer(() -> begun(server, uplink))
        .timeout(most.plus(LATE), Mono.empty(), scheduler)
        .filter(finding -> !finding.isFailing() || finding.nanos() < most.toNanos())
        .subscribeOn(scheduler);
  }

  private Mono<Finding> begun(Server server, Uplink uplink) {
    Deadline deadline = new Deadline(scheduler, server.check().timeout());
    try {
      Leaving.requireDevice(uplink); // before a name is asked for in vain
    } catch (SystemCallException _) {
      places.leave(server, uplink);
      return Mono.just(finding(server, deadline, new Side(null, Obstruction.NO_INTERFACE), null));
    }
    return lookups
        .of(server, uplink)
        .flatMap(
            where ->
                side(server, uplink, where, deadline)
                    .map(side -> finding(server, deadline, side, where.dns())));
  }

  private Mono<Side> side(Server server, Uplink uplink, Whereabouts where, Deadline deadline) {
    if (where.spots().isEmpty()) {
      Breach dns = where.dns();
      return Mono.just(
          new Side(null, dns == null ? new Breach(Rung.DNS_NO_NAME, "no address") : dns));
    }
    InetAddress first = where.spots().getFirst().address();
    List<Spot> spots = Race.order(where.spots(), uplink, passage);
    if (spots.isEmpty()) {
      return Mono.just(new Side(first, Obstruction.NO_GATEWAY));
    }
    return switch (server.check().kind()) {
      case NONE -> Mono.just(new Side(spots.getFirst().address(), null));
      case PING -> pings.withPort(server, uplink, spots, deadline);
      case API -> apis.of(server, uplink, spots, deadline, sessions.apply(server));
      case API_PING -> both(server, uplink, spots, deadline);
    };
  }

  /** Each of them is enough; that the other is broken is said. */
  private Mono<Side> both(Server server, Uplink uplink, List<Spot> spots, Deadline deadline) {
    return Mono.zip(
            apis.of(server, uplink, spots, deadline, sessions.apply(server)),
            pings.alone(server, uplink, spots, deadline).defaultIfEmpty(UNASKED))
        .map(sides -> together(server, sides.getT1(), sides.getT2()));
  }

  private static Side together(Server server, Side api, Side ping) {
    Breach silent = ping.breach();
    if (api.breach() != null || silent == null) {
      boolean answers = ping.address() != null && silent == null;
      return new Side(api.address(), api.breach(), api.serves() || answers);
    }
    return new Side(
        api.address(), api.isHeard() ? PingSide.filtered(server, silent) : silent, true);
  }

  private static Finding finding(
      Server server, Deadline deadline, Side side, @Nullable Breach dns) {
    return new Finding(
        side.address(),
        deadline.passed().toNanos(),
        server.check().kind() == Check.Kind.NONE || side.serves(),
        side.breach(),
        side.breach() != null && side.breach().rung().isDns() ? null : dns);
  }
}
