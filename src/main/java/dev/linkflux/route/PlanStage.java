package dev.linkflux.route;

import dev.linkflux.decision.Election;
import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From elections and the facts of the links to plans: a new one whenever what the kernel should
 * hold has changed, and the same once more a while after the kernel refused it. There is none
 * before there is an election and the facts of every uplink: a plan made of half of what is so
 * would take away what an earlier run of the service left in the kernel. Passes on all that it
 * sees.
 */
public final class PlanStage implements Stage {
  /** How long after a refusal the plan is tried again. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final List<Uplink> uplinks;
  private final Routing routing;
  private final @Nullable LinkFacts[] facts;
  private @Nullable List<UplinkId> order;
  private @Nullable RoutePlan last;
  private Moment retryAt = Moment.NEVER;

  /** One without servers. */
  public PlanStage(List<Uplink> uplinks, Routing routing) {
    this(uplinks, routing, List.of());
  }

  /**
   * @param servers that host routes lead to
   */
  public PlanStage(List<Uplink> uplinks, Routing routing, List<Server> servers) {
    this.uplinks = uplinks;
    this.routing = routing;
    this.facts = new @Nullable LinkFacts[uplinks.size()];
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    if (!retryAt.isAfter(event.at())) {
      plan(retryAt, Cause.RETRY, next);
    }
    next.accept(event);
    switch (event) {
      case LinkFacts now -> {
        facts[now.uplink().ordinal()] = now;
        plan(now.at(), Cause.LINK, next);
      }
      case Election election -> {
        order = Stream.concat(election.carrying().stream(), election.standby().stream()).toList();
        plan(election.at(), Cause.ELECTION, next);
      }
      case RouteAnswer.Refused refused -> {
        RoutePlan plan = last;
        if (plan != null && plan.generation() == refused.generation()) {
          retryAt = refused.at().plus(RETRY);
        }
      }
      default -> {}
    }
  }

  private void plan(Moment at, Cause cause, Consumer<? super Event> next) {
    List<LinkFacts> known =
        Stream.of(facts).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    List<UplinkId> elected = order;
    if (elected == null || known.size() < uplinks.size()) {
      return;
    }
    List<LinkFacts> usable = known.stream().filter(PlanStage::isUsable).toList();
    Planner planner = new Planner(uplinks, routing);
    usable.forEach(planner::addUplink);
    List<LinkFacts> chosen =
        elected.stream()
            .flatMap(uplink -> usable.stream().filter(one -> one.uplink().equals(uplink)))
            .toList();
    if (!planner.addMain(chosen)) {
      // Facts come here before the election that they call for, and in between (or if nothing that
      // was elected leads anywhere) any way out is better than none.
      boolean _ = planner.addMain(usable.stream().filter(this::isInService).toList());
    }
    RoutePlan before = last;
    if (before == null
        || cause == Cause.RETRY
        || !before.routes().equals(planner.routes())
        || !before.rules().equals(planner.rules())) {
      long generation = before == null ? 1 : before.generation() + 1;
      RoutePlan plan =
          new RoutePlan(
              at,
              generation,
              cause,
              planner.routes(),
              planner.rules(),
              List.of(),
              Limits.NONE,
              List.of());
      last = plan;
      retryAt = Moment.NEVER;
      next.accept(plan);
    }
  }

  private boolean isInService(LinkFacts facts) {
    return !uplinks.get(facts.uplink().ordinal()).disabled();
  }

  private static boolean isUsable(LinkFacts facts) {
    return facts.isPresent() && facts.up() && facts.carrier();
  }
}
