package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.ServerWatch;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.notify.ActiveFile;
import dev.linkflux.server.check.ServerChecks;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.KernelPassage;
import dev.linkflux.wire.Passage;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.core.scheduler.Schedulers;

/** Assembles what looks after the servers. */
final class ServerLookout {
  private ServerLookout() {}

  /**
   * Nothing is made before somebody subscribes and there is a server, and then aside: the first
   * probe does not wait for it. Only what is remembered is read at once.
   *
   * @param told takes sentences for the operator
   */
  static ServerWatch over(
      Configuration configuration,
      Loops loops,
      Probers probers,
      Instruments instruments,
      long seed,
      Consumer<String> told) {
    List<Server> servers = configuration.settings().servers();
    Sinks.Many<Wanted> wanted =
        Sinks.many()
            .replay()
            .latestOrDefault(new Wanted(servers, configuration.settings().uplinks()));
    Passage passage = new KernelPassage(); // for all of them: it keeps a socket
    Function<Wanted, ServerChecks> checks =
        now ->
            checks(
                now.servers(),
                now.uplinks(),
                configuration.state(),
                loops,
                probers,
                passage,
                instruments,
                seed,
                told);
    return new ServerWatch() {
      @Override
      public List<Unstamped> remembered() {
        return servers.isEmpty()
            ? List.of()
            : ActiveFile.remembered(configuration.state(), servers, told);
      }

      @Override
      public Flux<Unstamped> seen() {
        return wanted
            .asFlux()
            .filter(now -> !now.servers().isEmpty())
            .next()
            .flatMap(
                first -> Mono.fromCallable(() -> checks.apply(first)).subscribeOn(loops.aside()))
            .flatMapMany(
                made ->
                    Flux.merge(
                        made.seen(),
                        wanted
                            .asFlux()
                            .doOnNext(now -> made.follow(now.uplinks(), now.servers()))
                            .then(Mono.empty())));
      }

      @Override
      public void follow(List<Uplink> uplinks, List<Server> now) {
        wanted.emitNext(new Wanted(now, uplinks), EmitFailureHandler.FAIL_FAST);
      }
    };
  }

  /** Who is checked, through what. */
  private record Wanted(List<Server> servers, List<Uplink> uplinks) {}

  /** Reads files, and may block. */
  static ServerChecks checks(
      Configuration configuration,
      Loops loops,
      Probers probers,
      Instruments instruments,
      long seed,
      Consumer<String> told) {
    return checks(
        configuration.settings().servers(),
        configuration.settings().uplinks(),
        configuration.state(),
        loops,
        probers,
        new KernelPassage(),
        instruments,
        seed,
        told);
  }

  /** Reads files, and may block. */
  private static ServerChecks checks(
      List<Server> servers,
      List<Uplink> uplinks,
      Path state,
      Loops loops,
      Probers probers,
      Passage passage,
      Instruments instruments,
      long seed,
      Consumer<String> told) {
    EventLoop loop = loops.checking().onClient(true).next();
    return new ServerChecks(
        servers,
        uplinks,
        probers.directory(),
        passage,
        loops.checking(),
        (IoEventLoop) loop,
        Schedulers.fromExecutorService(loop, "check"),
        instruments,
        state,
        InstantSource.system(),
        seed,
        told);
  }
}
