package dev.linkflux.stream;

import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/**
 * A plan that puts back what others did, told together with that: their deeds may come by the
 * hundred, the plans come at a limited rate.
 */
record Repaired(RoutePlan plan, RouteStatus.Repair repair) implements Event {
  @Override
  public Moment at() {
    return plan.at();
  }
}
