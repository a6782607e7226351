package dev.linkflux.engine;

import dev.linkflux.route.RoutePlan;
import reactor.core.publisher.Mono;

/** Port: makes the kernel hold a plan. */
public interface RouteSink {
  /**
   * Compares the plan with what there is, carries the difference out and reads it back. Idempotent.
   *
   * @return a {@link dev.linkflux.route.RouteAnswer} without its moment; never an error
   */
  Mono<Unstamped> apply(RoutePlan plan);
}
