package dev.linkflux.route.linux;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.route.PlanStage;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.List;

/** Plans as the stage makes them of facts and an election. */
final class Plans {
  static final RoutePlan NOTHING = new RoutePlan(Moment.ZERO, 99, List.of(), List.of());

  private Plans() {}

  /** The plan in which traffic is carried by this uplink, and the others stand by. */
  static RoutePlan carriedBy(int ordinal, List<Uplink> uplinks, List<LinkFacts> facts) {
    PlanStage stage = new PlanStage(uplinks, RouteLab.ROUTING);
    List<RoutePlan> plans = new ArrayList<>();
    List<Event> events = new ArrayList<>(facts);
    events.add(
        new Election(
            Moment.ZERO,
            List.of(uplinks.get(ordinal).id()),
            uplinks.stream().map(Uplink::id).filter(id -> id.ordinal() != ordinal).toList(),
            List.of(),
            Cause.STARTED,
            ""));
    for (Event event : events) {
      stage.accept(
          event,
          out -> {
            if (out instanceof RoutePlan plan) {
              plans.add(plan);
            }
          });
    }
    return plans.getLast();
  }
}
