package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.ServerWatch;
import dev.linkflux.notify.ActiveFile;
import dev.linkflux.server.check.ServerChecks;
import dev.linkflux.wire.KernelPassage;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Assembles what looks after the servers. */
final class ServerLookout {
  private ServerLookout() {}

  /**
   * Nothing is made or read before somebody subscribes, and then aside: the first probe does not
   * wait for it.
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
                    String last = ActiveFile.remembered(configuration.state(), told).orElse(null);
                    known = checks(configuration, loops, probers, instruments, seed, last, told);
                    made.set(known);
                  }
                  return known;
                })
            .subscribeOn(loops.aside());
    return () -> checks.flatMapMany(ServerChecks::seen);
  }

  /** Reads files, and may block. */
  static ServerChecks checks(
      Configuration configuration,
      Loops loops,
      Probers probers,
      Instruments instruments,
      long seed,
      @Nullable String remembered,
      Consumer<String> told) {
    return new ServerChecks(
        configuration.settings().servers(),
        configuration.settings().uplinks(),
        probers.directory(),
        new KernelPassage(),
        loops.probing(),
        loops.probeLoop(),
        loops.probeScheduler(),
        instruments,
        configuration.state(),
        remembered,
        InstantSource.system(),
        seed,
        told);
  }
}
