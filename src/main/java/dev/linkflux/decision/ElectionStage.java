package dev.linkflux.decision;

import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From transitions, the operator's words, the calendar and what is used up to elections. Consumes
 * {@link Assessed} and {@link Isolated}, and passes on all else.
 */
final class ElectionStage implements Stage {
  private final List<Uplink> uplinks;
  private final Strategy strategy;
  private final @Nullable Transition[] states;
  private final Circumstances circumstances;
  private final Performance performance;
  private final Contest contest;
  private final Shares shares;
  private final Bulletin bulletin;
  private boolean isolated;

  /** When the earliest of the deadlines is, nanoseconds. */
  private long due = Long.MAX_VALUE;

  /**
   * Before anything is known.
   *
   * @throws IllegalArgumentException if a crontab of an uplink's maintenance is none
   */
  ElectionStage(List<Uplink> uplinks, List<Demand> demands, Rules rules) {
    int count = uplinks.size();
    this.uplinks = uplinks;
    this.strategy = rules.strategy();
    this.states = new @Nullable Transition[count];
    this.circumstances = new Circumstances(uplinks, rules.zone());
    this.performance = new Performance(count, demands);
    this.contest = new Contest(count, strategy);
    this.shares = new Shares(count);
    this.bulletin = new Bulletin();
  }

  private ElectionStage(ElectionStage before, Terms terms, Renewal renewal, Moment at) {
    Heirs lines = renewal.lines();
    this.uplinks = terms.uplinks();
    this.strategy = terms.rules().strategy();
    this.states = lines.inherit(before.states, _ -> null, new @Nullable Transition[lines.count()]);
    this.circumstances =
        before.circumstances.successor(uplinks, terms.rules().zone(), renewal.names(), at);
    this.performance = before.performance.successor(terms.demands(), lines);
    this.contest = before.contest.successor(strategy, lines);
    this.shares = before.shares.successor(lines);
    this.bulletin = before.bulletin.successor(lines);
    this.isolated = before.isolated;
    remember();
  }

  /**
   * The stage that goes on from here by other terms: it has yet to {@link #learn} what has changed,
   * and to {@link #renew} the election.
   *
   * @throws IllegalArgumentException if a crontab of an uplink's maintenance is none
   */
  ElectionStage successor(Terms terms, Renewal renewal, Moment at) {
    return new ElectionStage(this, terms, renewal, at);
  }

  /** Who carries, as was told last. */
  List<UplinkId> carrying() {
    return bulletin.carrying();
  }

  /** Takes note of a transition, without an election yet. */
  void learn(Transition transition) {
    states[transition.uplink().ordinal()] = transition;
  }

  /**
   * Holds the election that the change of the terms calls for, if it does.
   *
   * @param carried who carried before, under the places of then
   */
  void renew(Renewal renewal, List<UplinkId> carried, Moment at, Consumer<? super Event> next) {
    if (renewal.matters() && bulletin.isBegun()) {
      List<String> gone = renewal.gone(carried);
      elect(
          at,
          Cause.RECONFIGURED,
          renewal.isTold(),
          null,
          told -> next.accept(told instanceof Election it ? Announcement.renewed(it, gone) : told));
    }
  }

  /** When it has something to do by itself, nanoseconds. */
  long due() {
    return due;
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    while (due <= event.at().nanos()) {
      fire(new Moment(due), next);
    }
    switch (event) {
      case Transition transition -> {
        next.accept(transition);
        states[transition.uplink().ordinal()] = transition;
        elect(transition.at(), transition.cause(), next);
      }
      case Assessed assessed -> elect(assessed.at(), Cause.STARTED, next);
      case Isolated now -> isolate(now, next);
      case Carried found -> {
        bulletin.found(found.uplinks());
        next.accept(found);
      }
      case Quality quality -> {
        next.accept(quality);
        take(quality, next);
      }
      case Outcome _, Doubt _ -> {
        next.accept(event);
        if (!bulletin.isBegun()) {
          elect(event.at(), Cause.STARTED, next);
        }
      }
      case Stalled stalled -> {
        next.accept(stalled);
        contest.postpone(stalled.until().since(stalled.at()).toNanos());
        remember();
      }
      case Steered _, Used _, Dated _, RecalledConsumption _ -> {
        next.accept(event);
        called(event.at(), circumstances.take(event), null, next);
        if (event instanceof Used used) {
          pass(circumstances.quotas.told(used), next);
        }
      }
      default -> next.accept(event);
    }
  }

  /** Looked at only if there is something to choose by it. */
  private void take(Quality quality, Consumer<? super Event> next) {
    performance.take(quality);
    if (isolated) {
      return;
    }
    contest.judge(quality.at(), performance);
    boolean reweighed =
        strategy instanceof Strategy.Balance(boolean byQuality)
            && byQuality
            && shares.reweigh(quality.at(), bulletin.carrying(), performance);
    called(quality.at(), reweighed ? Cause.BETTER : null, null, next);
    while (due <= quality.at().nanos()) {
      fire(new Moment(due), next);
    }
  }

  private void isolate(Isolated now, Consumer<? super Event> next) {
    isolated = now.begun();
    contest.forget();
    remember();
    pass(bulletin.again(now), next);
  }

  /** All that is due at one moment leads to one election; of several causes the first is named. */
  private void fire(Moment at, Consumer<? super Event> next) {
    Cause cause = bulletin.due().isAfter(at) ? null : bulletin.dueFor();
    UplinkId winner = contest.winner(at);
    cause = winner == null ? cause : Cause.BETTER;
    Cause changed = circumstances.expire(at);
    called(at, changed == null ? cause : changed, winner, next);
  }

  /**
   * Called for by what is no sign of any uplink: so it does not begin anything. What the operator
   * has said is answered even if nothing comes of it.
   *
   * @param cause null if there is nothing to call for
   */
  private void called(
      Moment at,
      @Nullable Cause cause,
      @Nullable UplinkId favourite,
      Consumer<? super Event> next) {
    if (cause != null && bulletin.isBegun()) {
      elect(at, cause, cause == Cause.OPERATOR, favourite, next);
    }
    remember();
  }

  private void elect(Moment at, Cause cause, Consumer<? super Event> next) {
    elect(at, cause, false, null, next);
  }

  private void elect(
      Moment at,
      Cause cause,
      boolean evenIfSame,
      @Nullable UplinkId favourite,
      Consumer<? super Event> next) {
    List<Candidate> candidates = uplinks.stream().map(this::candidate).toList();
    Ballot ballot = new Ballot(at, cause, candidates, bulletin.carrying(), favourite, strategy);
    Election election = Elector.elect(ballot);
    shares.follow(election.carrying());
    contest.follow(ballot.carriedBy(election.carrying()));
    Election news = bulletin.news(election, evenIfSame);
    remember();
    pass(news, next);
  }

  private Candidate candidate(Uplink uplink) {
    Transition last = states[uplink.id().ordinal()];
    StateName initial = uplink.disabled() ? StateName.DISABLED : StateName.UNKNOWN;
    Cause cause = uplink.disabled() ? Cause.OPERATOR : Cause.STARTED;
    return new Candidate(
        uplink,
        last == null ? initial : last.to(),
        last == null ? cause : last.cause(),
        last == null ? List.of() : last.evidence(),
        circumstances.wishes.of(uplink.id()),
        circumstances.works.until(uplink.id()),
        circumstances.quotas.used(uplink.id()),
        performance.rtt(uplink.id()),
        performance.severity(uplink.id()),
        shares.of(uplink.id()),
        contest.of(uplink.id()));
  }

  private void remember() {
    long led = Math.min(contest.due().nanos(), bulletin.due().nanos());
    due = Math.min(circumstances.due(), led);
  }

  private static void pass(@Nullable Event event, Consumer<? super Event> next) {
    if (event != null) {
      next.accept(event);
    }
  }
}
