package dev.linkflux.route;

import dev.linkflux.decision.Election;
import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From elections and the facts of the links to plans: a new one whenever what the kernel should
 * hold has changed, or flows are to be forgotten; and the same once more a while after the kernel
 * refused it, or when somebody else has changed what is ours. There is none before there is an
 * election and the facts of every uplink: a plan made of half of what is so would take away what an
 * earlier run of the service left in the kernel. Passes on all that it sees.
 */
public final class PlanStage implements Stage {
  /** How long after a refusal the plan is tried again. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final List<Uplink> uplinks;
  private final Planner planner;
  private final FarEnds ends;
  private final PendingExpiries pending;
  private final FlowLedger flows;
  private final @Nullable LinkFacts[] facts;
  private @Nullable Election election;
  private Rivalled rivals = Rivalled.NOT;
  private @Nullable RoutePlan last;
  private RepairRate repairs = RepairRate.FULL;
  private Moment retryAt = Moment.NEVER;
  private Moment repairAt = Moment.NEVER;

  /** One without servers. */
  public PlanStage(List<Uplink> uplinks, Routing routing) {
    this(uplinks, routing, List.of());
  }

  /**
   * @param servers that host routes lead to
   */
  public PlanStage(List<Uplink> uplinks, Routing routing, List<Server> servers) {
    this.uplinks = List.copyOf(uplinks);
    this.planner = new Planner(this.uplinks, routing);
    this.ends = new FarEnds(servers);
    this.pending = new PendingExpiries(routing);
    this.flows = new FlowLedger(routing.flows(), pending);
    this.facts = new @Nullable LinkFacts[uplinks.size()];
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    fire(event.at(), next);
    next.accept(event);
    switch (event) {
      case LinkFacts now -> {
        facts[now.uplink().ordinal()] = now;
        plan(now.at(), Cause.LINK, next);
      }
      case Rivalled now -> {
        rivals = now;
        plan(now.at(), Cause.LINK, next);
      }
      case Election now -> {
        election = now;
        plan(now.at(), Cause.ELECTION, next);
      }
      case Drifted drifted -> {
        if (last != null && repairAt.equals(Moment.NEVER)) {
          repairAt = repairs.next(drifted.at());
          fire(drifted.at(), next);
        }
      }
      case RouteAnswer.Refused refused -> {
        if (isLast(refused) && retryAt.equals(Moment.NEVER)) {
          retryAt = refused.at().plus(RETRY);
        }
      }
      case RouteAnswer.Applied applied -> {
        if (last != null && applied.generation() <= last.generation()) {
          pending.applied(applied.generation());
        }
      }
      case Located now -> {
        ends.located(now);
        plan(now.at(), Cause.SERVER, next);
      }
      case ServerElection now -> {
        ends.elected(now);
        plan(now.at(), Cause.SERVER, next);
      }
      default -> {}
    }
  }

  private boolean isLast(RouteAnswer answer) {
    return last != null && last.generation() == answer.generation();
  }

  /**
   * Whichever is due first; if both are at once, the retry: it puts back as well what has drifted.
   */
  private void fire(Moment until, Consumer<? super Event> next) {
    if (!retryAt.isAfter(repairAt) && !retryAt.isAfter(until)) {
      plan(retryAt, Cause.RETRY, next);
    } else if (!repairAt.isAfter(until)) {
      repairs = repairs.taken(repairAt);
      plan(repairAt, Cause.DRIFT, next);
    }
  }

  private void plan(Moment at, Cause cause, Consumer<? super Event> next) {
    Election elected = election;
    List<LinkFacts> known = known();
    if (elected == null || known.size() < uplinks.size()) {
      return;
    }
    Lineup lineup = Lineup.of(elected, known, uplinks);
    Planner.Content content = planner.content(lineup, rivals, ends.now());
    flows.follow(lineup);
    RoutePlan before = last;
    boolean isNew =
        switch (cause) {
          case ELECTION, LINK, SERVER ->
              before == null || !content.isThatOf(before) || pending.hasNews(lineup.held());
          case DRIFT, RETRY, EXIT -> true;
        };
    if (isNew) {
      long generation = before == null ? 1 : before.generation() + 1;
      RoutePlan plan =
          content.plan(at, generation, cause, pending.named(generation, lineup.held()));
      last = plan;
      retryAt = Moment.NEVER;
      repairAt = Moment.NEVER;
      next.accept(plan);
    }
  }

  private List<LinkFacts> known() {
    List<LinkFacts> known = new ArrayList<>();
    for (LinkFacts one : facts) {
      if (one != null) {
        known.add(one);
      }
    }
    return known;
  }
}
