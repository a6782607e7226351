package dev.linkflux.engine;

import dev.linkflux.route.RoutePlan;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Port: makes the kernel hold a plan. */
public interface RouteSink {
  /**
   * Compares the plan with what there is, carries the difference out and reads it back. Idempotent.
   *
   * @return a {@link dev.linkflux.route.RouteAnswer} without its moment; never an error
   */
  Mono<Unstamped> apply(RoutePlan plan);

  /**
   * Tells when the kernel may not hold any more what it was made to hold.
   *
   * @return {@link dev.linkflux.route.Drifted} without their moments; an error if that cannot be
   *     seen any more
   */
  default Flux<Unstamped> drift() {
    return Flux.never();
  }
}
