package dev.linkflux.server;

import dev.linkflux.decision.Election;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.Used;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From checks to verdicts, transitions and elections of servers. Passes on all that it sees; what
 * comes of an event comes after it.
 *
 * <p>Only the first election comes before its event, which is the first of {@link Remembered},
 * {@link Election}, {@link Checked} and {@link Appointed}: so there is one before there can be a
 * plan of routes. What was remembered and comes after it corrects it, as long as it stands.
 */
public final class ServerStage implements Stage {
  private final List<Uplink> uplinks;
  private final Idleness idleness;
  private final Watches watches;
  private final Footing footing;
  private final @Nullable Elector elector;

  /** When the earliest of the deadlines is, nanoseconds. */
  private long due = Long.MAX_VALUE;

  /**
   * @param dampening how flapping delays the return
   */
  public ServerStage(List<Server> servers, List<Uplink> uplinks, Rules.Dampening dampening) {
    this(servers, uplinks, dampening, Idleness.DEFAULT);
  }

  /**
   * @param dampening how flapping delays the return
   * @param idleness when it is quiet enough to return
   */
  public ServerStage(
      List<Server> servers, List<Uplink> uplinks, Rules.Dampening dampening, Idleness idleness) {
    this.uplinks = List.copyOf(uplinks);
    this.idleness = idleness;
    this.footing = new Footing(uplinks);
    this.watches = Watches.of(servers, footing, dampening);
    this.elector = watches.isEmpty() ? null : new Elector(watches.all(), footing, idleness);
  }

  private ServerStage(
      List<Uplink> uplinks,
      Idleness idleness,
      Footing footing,
      Watches watches,
      @Nullable Elector elector) {
    this.uplinks = List.copyOf(uplinks);
    this.idleness = idleness;
    this.footing = footing;
    this.watches = watches;
    this.elector = elector;
  }

  /**
   * The stage that goes on from here by another configuration. A server of the same name that is at
   * the same places and checked as before stays what it is; one that is not begins anew, and stays
   * in use if it was.
   *
   * @param at everything that is due by then has fired
   * @param next takes what changes at that moment
   */
  public ServerStage successor(
      List<Server> servers,
      List<Uplink> others,
      Rules.Dampening dampening,
      Moment at,
      Consumer<? super Event> next) {
    Heirs lines = Heirs.ofLines(uplinks, others);
    Footing ground = footing.successor(others, lines);
    Watches heirs = watches.successor(servers, ground, lines, dampening, at, next);
    Elector elections = elector;
    ServerStage heir =
        new ServerStage(
            others,
            idleness,
            ground,
            heirs,
            heirs.isEmpty()
                ? null
                : elections == null
                    ? new Elector(heirs.all(), ground, idleness)
                    : elections.successor(heirs.all(), ground, lines, at, next));
    heir.due = due;
    Elector begun = heir.elector;
    boolean same = watches.areOf(servers) && others.equals(uplinks);
    if (begun != null && begun.active() != null && !same) {
      heir.watches.assess(at, next);
      heir.settle(begun, at, next);
    }
    return heir;
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    Elector elections = elector;
    if (elections == null) {
      next.accept(event);
      learn(event);
      return;
    }
    fire(elections, event.at().nanos(), next);
    begin(elections, event, next);
    next.accept(event);
    if (apply(elections, event, next)) {
      settle(elections, event.at(), next);
    }
  }

  /** Without servers the uplinks are looked at all the same: there may be some one day. */
  private void learn(Event event) {
    if (event instanceof Transition transition) {
      footing.take(transition);
    } else if (event instanceof Election election) {
      boolean _ = footing.take(election);
    }
  }

  /** All that is due at one moment leads to one election. */
  private void fire(Elector elections, long now, Consumer<? super Event> next) {
    while (due <= now) {
      Moment at = new Moment(due);
      watches.assessDue(at, next);
      settle(elections, at, next);
    }
  }

  private void begin(Elector elections, Event event, Consumer<? super Event> next) {
    boolean first =
        elections.active() == null
            && (event instanceof Remembered
                || event instanceof Election
                || event instanceof Checked
                || event instanceof Appointed);
    if (first) {
      watches.assess(event.at(), next);
      if (event instanceof Remembered last) {
        elections.remember(last, next);
      }
      if (elections.active() == null) {
        elections.elect(event.at(), next);
      }
    }
  }

  /** True if something may come of it. */
  private boolean apply(Elector elections, Event event, Consumer<? super Event> next) {
    switch (event) {
      case Checked check -> {
        Watch watch = watches.of(check.server());
        if (watch != null) {
          watch.take(check, next);
        }
      }
      case Located now -> {
        Watch watch = watches.of(now.server());
        if (watch != null) {
          watch.take(now);
        }
      }
      case Transition transition -> {
        footing.take(transition);
        for (Watch watch : watches.all()) {
          watch.uplinkMoved(transition.uplink(), transition.at(), next);
        }
      }
      case Election election -> {
        if (footing.take(election)) {
          watches.all().forEach(watch -> watch.isolated(election, next));
        }
      }
      case Used used -> elections.traffic().take(used);
      case Appointed word -> elections.order(word, next);
      case Remembered last -> elections.remember(last, next);
      case RecalledConduct then -> {
        Watch watch = watches.of(then.server());
        if (watch != null) {
          watch.conduct.recall(then);
        }
      }
      case Stalled stalled -> {
        long nanos = stalled.until().since(stalled.at()).toNanos();
        watches.all().forEach(watch -> watch.postpone(nanos));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void settle(Elector elections, Moment at, Consumer<? super Event> next) {
    if (elections.active() != null) {
      elections.elect(at, next);
    }
    due = Math.min(elections.due().nanos(), watches.due().nanos());
    if (due <= at.nanos()) {
      fire(elections, at.nanos(), next);
    }
  }
}
