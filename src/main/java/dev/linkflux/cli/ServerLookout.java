package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.ServerWatch;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.notify.ActiveFile;
import dev.linkflux.server.check.ServerChecks;
import dev.linkflux.wire.KernelPassage;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Assembles what looks after the servers. */
final class ServerLookout {
  private ServerLookout() {}

  /**
   * Nothing is made before somebody subscribes, and then aside: the first probe does not wait for
   * it. Only what is remembered is read at once.
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
    if (configuration.settings().servers().isEmpty()) {
      return ServerWatch.NOBODY;
    }
    AtomicReference<@Nullable ServerChecks> made = new AtomicReference<>();
    Mono<ServerChecks> checks =
        Mono.fromCallable(
                () -> {
                  ServerChecks known = made.get();
                  if (known == null) {
                    known = checks(configuration, loops, probers, instruments, seed, told);
                    made.set(known);
                  }
                  return known;
                })
            .subscribeOn(loops.aside());
    return new ServerWatch() {
      @Override
      public List<Unstamped> remembered() {
        return ActiveFile.remembered(
            configuration.state(), configuration.settings().servers(), told);
      }

      @Override
      public Flux<Unstamped> seen() {
        return checks.flatMapMany(ServerChecks::seen);
      }
    };
  }

  /** Reads files, and may block. */
  static ServerChecks checks(
      Configuration configuration,
      Loops loops,
      Probers probers,
      Instruments instruments,
      long seed,
      Consumer<String> told) {
    EventLoop loop = loops.checking().onClient(true).next();
    return new ServerChecks(
        configuration.settings().servers(),
        configuration.settings().uplinks(),
        probers.directory(),
        new KernelPassage(),
        loops.checking(),
        (IoEventLoop) loop,
        Schedulers.fromExecutorService(loop, "check"),
        instruments,
        configuration.state(),
        InstantSource.system(),
        seed,
        told);
  }
}
