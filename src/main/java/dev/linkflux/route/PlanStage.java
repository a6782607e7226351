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
import java.util.ArrayList;
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
  private final @Nullable LinkFacts[] facts;
  private @Nullable Election election;
  private Rivalled rivals = Rivalled.NOT;
  private @Nullable RoutePlan last;
  private RepairRate repairs = RepairRate.FULL;
  private Moment retryAt = Moment.NEVER;
  private Moment repairAt = Moment.NEVER;

  /** When the configuration changed, if no plan has been thought over since. */
  private Moment renewedAt = Moment.NEVER;

  /** Who has come with the configuration, and whose facts are not known yet: taken to be absent. */
  private final boolean[] assumed;

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
        new FarEnds(servers),
        new PendingExpiries(routing),
        pending -> new FlowLedger(routing.flows(), pending));
  }

  private PlanStage(
      List<Uplink> uplinks,
      Routing routing,
      List<Server> servers,
      FarEnds ends,
      PendingExpiries pending,
      Function<PendingExpiries, FlowLedger> flows) {
    this.uplinks = List.copyOf(uplinks);
    this.routing = routing;
    this.servers = List.copyOf(servers);
    this.planner = new Planner(this.uplinks, routing);
    this.ends = ends;
    this.pending = pending;
    this.flows = flows.apply(pending);
    this.facts = new @Nullable LinkFacts[uplinks.size()];
    this.assumed = new boolean[uplinks.size()];
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
            ends.successor(servers),
            pending.successor(routing, lines),
            heirs -> flows.successor(routing.flows(), heirs, lines));
    for (Uplink uplink : uplinks) {
      int place = uplink.id().ordinal();
      int before = lines.before(place);
      LinkFacts known = before == Heirs.NOBODY ? null : facts[before];
      heir.assumed[place] =
          last != null && (before == Heirs.NOBODY ? known == null : assumed[before]);
      heir.facts[place] =
          known != null ? of(uplink, known) : heir.assumed[place] ? absent(uplink, now) : null;
    }
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

  private static LinkFacts of(Uplink uplink, LinkFacts it) {
    return new LinkFacts(
        it.at(),
        uplink.id(),
        it.index(),
        it.up(),
        it.carrier(),
        it.addresses(),
        it.gateways(),
        it.pointToPoint());
  }

  private static LinkFacts absent(Uplink uplink, Moment at) {
    return new LinkFacts(at, uplink.id(), 0, false, false, List.of(), List.of(), false);
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    fire(event.at(), next);
    next.accept(event);
    switch (event) {
      case LinkFacts now -> {
        facts[now.uplink().ordinal()] = now;
        assumed[now.uplink().ordinal()] = false;
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
    List<LinkFacts> known = known();
    renewedAt = Moment.NEVER;
    if (elected == null || known.size() < uplinks.size()) {
      return;
    }
    Lineup lineup = Lineup.of(elected, known, uplinks);
    if (lineup.carrying().isEmpty() && isAnybodyAssumed()) {
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

  private boolean isAnybodyAssumed() {
    for (boolean one : assumed) {
      if (one) {
        return true;
      }
    }
    return false;
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
