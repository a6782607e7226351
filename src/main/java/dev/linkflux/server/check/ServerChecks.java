package dev.linkflux.server.check;

import dev.linkflux.engine.Directory;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.ServerWatch;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.server.Checked;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.tls.AuthorityTrust;
import io.netty.channel.IoEventLoop;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

/** Checks every server through every uplink that is not disabled, each in its own time. */
public final class ServerChecks implements ServerWatch {
  private final List<Server> servers;
  private final List<Uplink> uplinks;
  private final Scheduler scheduler;
  private final long seed;
  private final Consumer<String> told;
  private final Assembly assembly;

  /**
   * Opens nothing yet.
   *
   * @param servers as configured
   * @param uplinks as configured; those that are disabled are left out
   * @param directory finds the addresses of servers that are known by name
   * @param passage is asked on the scheduler before anything is sent
   * @param loops epoll event loops that run the connections
   * @param loop an epoll event loop that runs the sockets of pings
   * @param scheduler of one thread, that of {@code loop}: runs the timers
   * @param instruments are told of bytes
   * @param state directory of what outlives the process; keys of servers are kept there
   * @param wall the clock that those of servers are compared with
   * @param seed of the jitter
   * @param told takes sentences for the operator, each only once
   */
  public ServerChecks(
      List<Server> servers,
      List<Uplink> uplinks,
      Directory directory,
      Passage passage,
      LoopResources loops,
      IoEventLoop loop,
      Scheduler scheduler,
      Instruments instruments,
      Path state,
      InstantSource wall,
      long seed,
      Consumer<String> told) {
    this(
        servers,
        uplinks,
        new Assembly(
            new Assembly.World(directory, passage, loops, loop, scheduler, wall, once(told)),
            instruments,
            state,
            new AuthorityTrust(),
            System::getenv),
        seed);
  }

  /** One that is assembled already. */
  ServerChecks(List<Server> servers, List<Uplink> uplinks, Assembly assembly, long seed) {
    this.servers = List.copyOf(servers);
    this.uplinks = uplinks.stream().filter(uplink -> !uplink.disabled()).toList();
    this.scheduler = assembly.world().scheduler();
    this.seed = seed;
    this.told = assembly.world().told();
    this.assembly = assembly;
  }

  private static Consumer<String> once(Consumer<String> told) {
    Set<String> said = ConcurrentHashMap.newKeySet();
    return sentence -> {
      if (said.add(sentence)) {
        told.accept(sentence);
      }
    };
  }

  @Override
  public Flux<Unstamped> seen() {
    return Flux.defer(this::news).subscribeOn(scheduler).doFinally(_ -> assembly.close());
  }

  private Flux<Unstamped> news() {
    Checker checker = assembly.checker();
    List<Flux<Unstamped>> all = new ArrayList<>();
    all.add(assembly.places().changes());
    all.add(whereabouts());
    long now = scheduler.now(TimeUnit.NANOSECONDS);
    List<Server> asked = servers.stream().filter(ServerChecks::isAsked).toList();
    for (int i = 0; i < uplinks.size(); i++) {
      Uplink uplink = uplinks.get(i);
      Rhythm rhythm = new Rhythm(uplink, asked.size(), now, seed + uplink.id().ordinal());
      LongSupplier spent = () -> assembly.spending().total(uplink.id());
      for (int j = 0; j < asked.size(); j++) {
        Server server = asked.get(j);
        long phase = rhythm.phase(server, j * uplinks.size() + i, asked.size() * uplinks.size());
        all.add(new Turns(server, uplink, checker, rhythm, spent, scheduler, told).checks(phase));
      }
    }
    return Flux.merge(Flux.fromIterable(all), all.size());
  }

  /** One that is not checked may have a name all the same, and what that stands for may change. */
  private static boolean isAsked(Server server) {
    return server.check().kind() != Check.Kind.NONE || server.isNamed();
  }

  /** Where the servers are, at once: what is known of old may serve before anything is checked. */
  private Flux<Unstamped> whereabouts() {
    return Flux.fromIterable(servers)
        .filter(Server::isNamed)
        .flatMap(
            server ->
                Flux.fromIterable(uplinks)
                    .flatMap(uplink -> assembly.lookups().of(server, uplink), Integer.MAX_VALUE),
            Integer.MAX_VALUE)
        .thenMany(Flux.empty());
  }

  /**
   * One check by itself, every rung of it, whatever was asked or held before.
   *
   * @return how it ended, at {@link Moment#ZERO}; nothing if it could not be asked at all
   */
  public Mono<Checked> once(Server server, Uplink uplink) {
    return assembly
        .anew()
        .check(server, uplink)
        .map(finding -> finding.at(Moment.ZERO, server, uplink));
  }
}
