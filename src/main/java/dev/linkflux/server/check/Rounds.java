package dev.linkflux.server.check;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.core.scheduler.Scheduler;

/**
 * Which servers are checked through which uplinks: follows what is wanted, and leaves alone what
 * stays the same. One thread, that of the checks.
 */
final class Rounds {
  private final Assembly assembly;
  private final Checker checker;
  private final Scheduler scheduler;
  private final long seed;
  private final Map<Way, Running> running = new HashMap<>();

  /** By the names of the uplinks. */
  private final Map<String, Beat> beats = new HashMap<>();

  private final Sinks.Many<Flux<Unstamped>> begun = Sinks.many().unicast().onBackpressureBuffer();

  /** A server through an uplink, by their names. */
  private record Way(String server, String uplink) {}

  /** Through what, and for how many bytes a month. */
  private record Road(Line line, long budget) {
    static Road of(Uplink uplink) {
      return new Road(Line.of(uplink), uplink.budget());
    }
  }

  /** What is asked of whom, until it is to end. */
  private record Running(Server server, Road road, Sinks.Empty<Void> end) {}

  /** How fast is asked on a road. */
  private record Beat(Road road, Rhythm rhythm) {}

  /** Nobody is checked yet. The parameters are those of {@link ServerChecks}. */
  Rounds(Assembly assembly, long seed) {
    this.assembly = assembly;
    this.checker = assembly.checker();
    this.scheduler = assembly.world().scheduler();
    this.seed = seed;
  }

  /** What is found, and where servers are found to be; without end. */
  Flux<Unstamped> seen() {
    return Flux.merge(
        assembly.places().changes(), begun.asFlux().flatMap(one -> one, Integer.MAX_VALUE));
  }

  /**
   * From now on these are checked through these.
   *
   * @param uplinks that are not disabled
   */
  void follow(List<Server> servers, List<Uplink> uplinks) {
    List<Server> asked = servers.stream().filter(Rounds::isAsked).toList();
    end(servers, uplinks);
    assembly.follow(servers, uplinks);
    List<Flux<Unstamped>> turns = new ArrayList<>();
    for (int i = 0; i < uplinks.size(); i++) {
      Uplink uplink = uplinks.get(i);
      Rhythm rhythm = rhythm(uplink, asked.size());
      for (int j = 0; j < asked.size(); j++) {
        Server server = asked.get(j);
        Way way = new Way(server.name(), uplink.name());
        if (!running.containsKey(way)) {
          int place = j * uplinks.size() + i;
          long phase = rhythm.phase(server, place, asked.size() * uplinks.size());
          turns.add(begin(way, server, uplink, rhythm, phase));
        }
      }
    }
    turns.forEach(one -> begun.emitNext(one, EmitFailureHandler.FAIL_FAST));
  }

  private void end(List<Server> servers, List<Uplink> uplinks) {
    Map<String, Server> wanted =
        servers.stream().collect(Collectors.toMap(Server::name, server -> server));
    Set<Road> roads = uplinks.stream().map(Road::of).collect(Collectors.toSet());
    Set<String> changed = new HashSet<>();
    List<Way> over = new ArrayList<>();
    running.forEach(
        (way, one) -> {
          boolean same = Places.isSame(one.server(), wanted.get(way.server()));
          if (!same && changed.add(way.server())) {
            assembly.forget(one.server());
          }
          if (!same || !roads.contains(one.road())) {
            Sinks.EmitResult _ = one.end().tryEmitEmpty();
            over.add(way);
          }
        });
    running.keySet().removeAll(over);
    beats.values().removeIf(beat -> !roads.contains(beat.road()));
  }

  private Rhythm rhythm(Uplink uplink, int servers) {
    Beat known = beats.get(uplink.name());
    if (known != null) {
      known.rhythm().share(servers);
      return known.rhythm();
    }
    Rhythm rhythm =
        new Rhythm(
            uplink,
            servers,
            scheduler.now(TimeUnit.NANOSECONDS),
            assembly.spending().total(uplink.id()),
            seed + uplink.id().ordinal());
    beats.put(uplink.name(), new Beat(Road.of(uplink), rhythm));
    return rhythm;
  }

  private Flux<Unstamped> begin(Way way, Server server, Uplink uplink, Rhythm rhythm, long phase) {
    Sinks.Empty<Void> end = Sinks.empty();
    running.put(way, new Running(server, Road.of(uplink), end));
    Turns turns =
        new Turns(
            server,
            uplink,
            checker,
            rhythm,
            () -> assembly.spending().total(uplink.id()),
            scheduler,
            assembly.world().told());
    // Where it is at once: what is known of old may serve before anything is checked.
    Flux<Unstamped> whereabouts =
        server.isNamed()
            ? assembly.lookups().of(server, uplink).thenMany(Flux.empty())
            : Flux.empty();
    return Flux.merge(whereabouts, turns.checks(phase)).takeUntilOther(end.asMono());
  }

  /** One that is not checked may have a name all the same, and what that stands for may change. */
  private static boolean isAsked(Server server) {
    return server.check().kind() != Check.Kind.NONE || server.isNamed();
  }
}
