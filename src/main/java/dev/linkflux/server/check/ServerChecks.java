package dev.linkflux.server.check;

import dev.linkflux.engine.Directory;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.ServerWatch;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.server.Checked;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.tls.AuthorityTrust;
import io.netty.channel.IoEventLoop;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

/** Checks every server through every uplink that is not disabled, each in its own time. */
public final class ServerChecks implements ServerWatch {
  private final Scheduler scheduler;
  private final long seed;
  private final Assembly assembly;
  private final Sinks.Many<Wanted> wanted;

  /** Who is checked, through what. */
  private record Wanted(List<Server> servers, List<Uplink> uplinks) {
    Wanted {
      servers = List.copyOf(servers);
      uplinks = uplinks.stream().filter(uplink -> !uplink.disabled()).toList();
    }
  }

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
    this.scheduler = assembly.world().scheduler();
    this.seed = seed;
    this.assembly = assembly;
    this.wanted = Sinks.many().replay().latestOrDefault(new Wanted(servers, uplinks));
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
    Rounds rounds = new Rounds(assembly, seed);
    Mono<Unstamped> following =
        wanted
            .asFlux()
            .publishOn(scheduler)
            .doOnNext(now -> rounds.follow(now.servers(), now.uplinks()))
            .then(Mono.empty());
    return Flux.merge(rounds.seen(), following);
  }

  /** What is checked as before, through what is as before, goes on undisturbed. */
  @Override
  public void follow(List<Uplink> uplinks, List<Server> servers) {
    wanted.emitNext(new Wanted(servers, uplinks), EmitFailureHandler.FAIL_FAST);
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
