package dev.linkflux.route;

import dev.linkflux.decision.Election;
import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
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
  private final Routing routing;
  private final List<Server> servers;
  private final Planner planner;
  private final FarEnds ends;
  private final PendingExpiries pending;
  private final FlowLedger flows;
  private final LinksSeen links;
  private @Nullable Election election;
  private Rivalled rivals = Rivalled.NOT;
  private @Nullable RoutePlan last;
  private RepairRate repairs = RepairRate.FULL;
  private Moment retryAt = Moment.NEVER;
  private Moment repairAt = Moment.NEVER;

  /** When the configuration changed, if no plan has been thought over since. */
  private Moment renewedAt = Moment.NEVER;

  /** One without servers. */
  public PlanStage(List<Uplink> uplinks, Routing routing) {
    this(uplinks, routing, List.of());
  }

  /**
   * @param servers that host routes lead to
   */
  public PlanStage(List<Uplink> uplinks, Routing routing, List<Server> servers) {
    this(
        uplinks,
        routing,
        servers,
        new LinksSeen(uplinks.size()),
        new FarEnds(servers),
        new PendingExpiries(routing),
        pending -> new FlowLedger(routing.flows(), pending));
  }

  private PlanStage(
      List<Uplink> uplinks,
      Routing routing,
      List<Server> servers,
      LinksSeen links,
      FarEnds ends,
      PendingExpiries pending,
      Function<PendingExpiries, FlowLedger> flows) {
    this.uplinks = List.copyOf(uplinks);
    this.routing = routing;
    this.servers = List.copyOf(servers);
    this.planner = new Planner(this.uplinks, routing);
    this.links = links;
    this.ends = ends;
    this.pending = pending;
    this.flows = flows.apply(pending);
  }

  /**
   * The stage that goes on from here by another configuration; generations go on rising. If there
   * is a plan, an uplink that has come, or is another line now, is taken to be absent until its
   * facts are known: the others need not wait for it. Only where nothing else leads anywhere, what
   * stands is left as it is until then. What comes of the change itself is planned when the moment
   * is over, so that the elections that it led to count.
   *
   * @param now everything that is due by then has fired
   */
  public PlanStage successor(
      List<Uplink> uplinks, Routing routing, List<Server> servers, Moment now) {
    Heirs lines = Heirs.ofLines(this.uplinks, uplinks);
    PlanStage heir =
        new PlanStage(
            uplinks,
            routing,
            servers,
            links.successor(uplinks, lines, last != null, now),
            ends.successor(servers),
            pending.successor(routing, lines),
            heirs -> flows.successor(routing.flows(), heirs, lines));
    heir.election = election == null ? null : election.successor(lines);
    heir.rivals = rivals;
    heir.last = last;
    heir.repairs = repairs;
    heir.retryAt = retryAt;
    heir.repairAt = repairAt;
    boolean same =
        uplinks.equals(this.uplinks)
            && routing.equals(this.routing)
            && servers.equals(this.servers);
    heir.renewedAt = same ? renewedAt : now;
    return heir;
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    fire(event.at(), next);
    next.accept(event);
    switch (event) {
      case LinkFacts now -> {
        links.learn(now);
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
    if (renewedAt.isBefore(until)) {
      plan(renewedAt, Cause.RECONFIGURED, next);
    }
    if (!retryAt.isAfter(repairAt) && !retryAt.isAfter(until)) {
      plan(retryAt, Cause.RETRY, next);
    } else if (!repairAt.isAfter(until)) {
      repairs = repairs.taken(repairAt);
      plan(repairAt, Cause.DRIFT, next);
    }
  }

  private void plan(Moment at, Cause cause, Consumer<? super Event> next) {
    Election elected = election;
    renewedAt = Moment.NEVER;
    if (elected == null || !links.isComplete()) {
      return;
    }
    Lineup lineup = Lineup.of(elected, links.known(), uplinks);
    if (lineup.carrying().isEmpty() && links.isAnybodyAssumed()) {
      return;
    }
    Planner.Content content = planner.content(lineup, rivals, ends.now());
    flows.follow(lineup);
    RoutePlan before = last;
    boolean isNew =
        switch (cause) {
          case ELECTION, LINK, SERVER, RECONFIGURED ->
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
}
