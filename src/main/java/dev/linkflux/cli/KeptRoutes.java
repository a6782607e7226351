package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.engine.RouteSink;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.route.Flows;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.linux.LinuxRouteSink;
import dev.linkflux.uplink.Mptcp;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

/**
 * The kernel's routes, whatever configuration holds: only one that wants more of the kernel than
 * those before it, MPTCP endpoints or tracked connections, has another sink.
 */
final class KeptRoutes implements RouteSink {
  private final Rtnetlink rtnetlink;
  private final Loops loops;
  private final Consumer<String> told;
  private final Sinks.Many<LinuxRouteSink> sinks;
  private volatile Present present;

  private record Present(LinuxRouteSink sink, boolean endpoints, boolean flows) {}

  /**
   * @param told takes sentences for a person
   */
  KeptRoutes(Configuration first, Rtnetlink rtnetlink, Loops loops, Consumer<String> told) {
    this.rtnetlink = rtnetlink;
    this.loops = loops;
    this.told = told;
    this.present = made(first);
    this.sinks = Sinks.many().replay().latestOrDefault(present.sink());
  }

  private Present made(Configuration configuration) {
    return new Present(
        RouteKeeping.sink(configuration, rtnetlink, loops, told),
        wantsEndpoints(configuration),
        wantsFlows(configuration));
  }

  /** Before the settings hold; one at a time, and may block. */
  void prepare(Configuration now) {
    Present before = present;
    if ((wantsEndpoints(now) && !before.endpoints()) || (wantsFlows(now) && !before.flows())) {
      present = made(now);
      sinks.emitNext(present.sink(), EmitFailureHandler.FAIL_FAST);
    }
  }

  private static boolean wantsEndpoints(Configuration configuration) {
    return configuration.settings().uplinks().stream().anyMatch(it -> it.mptcp() != Mptcp.OFF);
  }

  private static boolean wantsFlows(Configuration configuration) {
    return configuration.settings().routing().flows() != Flows.KEEP;
  }

  @Override
  public Mono<Unstamped> apply(RoutePlan plan) {
    return Mono.defer(() -> present.sink().apply(plan));
  }

  @Override
  public Flux<Unstamped> drift() {
    return sinks.asFlux().switchMap(LinuxRouteSink::drift);
  }
}
