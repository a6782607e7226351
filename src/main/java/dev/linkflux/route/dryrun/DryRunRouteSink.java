package dev.linkflux.route.dryrun;

import dev.linkflux.engine.RouteSink;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.route.Difference;
import dev.linkflux.route.Holding;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RouteChange;
import dev.linkflux.route.RoutePlan;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** Accepts every plan and tells what it would have changed; no kernel is touched. */
public final class DryRunRouteSink implements RouteSink {
  private final AtomicReference<Holding> accepted = new AtomicReference<>(Holding.NOTHING);
  private final Consumer<String> told;

  /**
   * @param told takes each change in words; must not block
   */
  public DryRunRouteSink(Consumer<String> told) {
    this.told = told;
  }

  @Override
  public Mono<Unstamped> apply(RoutePlan plan) {
    return Mono.fromSupplier(() -> accept(plan));
  }

  private Unstamped accept(RoutePlan plan) {
    Holding before = accepted.get();
    List<RouteChange> changes = Difference.between(before, plan);
    accepted.set(
        new Holding(
            plan.routes(), plan.rules(), plan.endpoints(), before.limits().atLeast(plan.limits())));
    changes.forEach(change -> told.accept(change.words()));
    plan.expiries().forEach(expiry -> told.accept("forget the flows of " + expiry.uplink().name()));
    return at -> new RouteAnswer.Applied(at, plan.generation(), changes.size());
  }
}
