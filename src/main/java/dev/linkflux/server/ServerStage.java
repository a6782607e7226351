package dev.linkflux.server;

import dev.linkflux.decision.Election;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.Used;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final List<Watch> watches;
  private final Map<ServerId, Watch> byId = new HashMap<>();
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
    this.footing = new Footing(uplinks);
    this.watches = servers.stream().map(server -> new Watch(server, footing, dampening)).toList();
    this.watches.forEach(watch -> byId.put(watch.server.id(), watch));
    this.elector = watches.isEmpty() ? null : new Elector(watches, footing, idleness);
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    Elector elections = elector;
    if (elections == null) {
      next.accept(event);
      return;
    }
    fire(elections, event.at().nanos(), next);
    begin(elections, event, next);
    next.accept(event);
    if (apply(elections, event, next)) {
      settle(elections, event.at(), next);
    }
  }

  /** All that is due at one moment leads to one election. */
  private void fire(Elector elections, long now, Consumer<? super Event> next) {
    while (due <= now) {
      Moment at = new Moment(due);
      for (Watch watch : watches) {
        if (!watch.due().isAfter(at)) {
          watch.assess(at, next);
        }
      }
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
      watches.forEach(watch -> watch.assess(event.at(), next));
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
        Watch watch = byId.get(check.server());
        if (watch != null) {
          watch.take(check, next);
        }
      }
      case Located now -> {
        Watch watch = byId.get(now.server());
        if (watch != null) {
          watch.take(now);
        }
      }
      case Transition transition -> {
        footing.take(transition);
        for (Watch watch : watches) {
          watch.uplinkMoved(transition.uplink(), transition.at(), next);
        }
      }
      case Election election -> {
        if (footing.take(election)) {
          watches.forEach(watch -> watch.isolated(election, next));
        }
      }
      case Used used -> elections.traffic().take(used);
      case Appointed word -> elections.order(word, next);
      case Remembered last -> elections.remember(last, next);
      case Stalled stalled -> {
        long nanos = stalled.until().since(stalled.at()).toNanos();
        watches.forEach(watch -> watch.postpone(nanos));
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
    due = elections.due().nanos();
    for (Watch watch : watches) {
      due = Math.min(due, watch.due().nanos());
    }
    if (due <= at.nanos()) {
      fire(elections, at.nanos(), next);
    }
  }
}
