package dev.linkflux.server.check;

import dev.linkflux.engine.Reason;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The checks of one server through one uplink, one after the other. */
final class Turns {
  private final Server server;
  private final Uplink uplink;
  private final Checker checker;
  private final Rhythm rhythm;
  private final LongSupplier spent;
  private final Scheduler scheduler;
  private final Consumer<String> told;
  private int failures;
  private long begun;

  /**
   * @param rhythm of the uplink
   * @param spent bytes that all checks through the uplink have cost
   * @param scheduler of one thread; runs the timers
   * @param told takes sentences for the operator
   */
  Turns(
      Server server,
      Uplink uplink,
      Checker checker,
      Rhythm rhythm,
      LongSupplier spent,
      Scheduler scheduler,
      Consumer<String> told) {
    this.server = server;
    this.uplink = uplink;
    this.checker = checker;
    this.rhythm = rhythm;
    this.spent = spent;
    this.scheduler = scheduler;
    this.told = told;
  }

  /**
   * What is found, for as long as it is subscribed; by one at a time.
   *
   * @param phase nanoseconds until the first check
   */
  Flux<Unstamped> checks(long phase) {
    return Mono.defer(this::check)
        .repeatWhen(ended -> ended.concatMap(_ -> delay(pause())))
        .delaySubscription(delay(phase))
        .filter(_ -> server.check().kind() != Check.Kind.NONE)
        .map(finding -> at -> finding.at(at, server, uplink));
  }

  private Mono<Long> delay(long nanos) {
    return Mono.delay(Duration.ofNanos(nanos), scheduler);
  }

  private Mono<Finding> check() {
    begun = now();
    rhythm.turn(begun, spent.getAsLong());
    return checker
        .check(server, uplink)
        .doOnNext(finding -> failures = finding.isFailing() ? failures + 1 : 0)
        .onErrorResume(this::unexpected);
  }

  /** What a check throws says nothing of the server; one server's must not end those of others. */
  private Mono<Finding> unexpected(Throwable failure) {
    told.accept(
        ("check of %s through %s was not finished: %s; that is a fault of linkflux and says nothing"
                + " of the server: please report it")
            .formatted(server.name(), uplink.name(), Reason.of(failure)));
    return Mono.empty();
  }

  private long pause() {
    return Math.max(0, begun + rhythm.pause(server, failures) - now());
  }

  private long now() {
    return scheduler.now(TimeUnit.NANOSECONDS);
  }
}
