package dev.linkflux.decision;

import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Quality;
import dev.linkflux.quality.Windowing;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From outcomes, qualities and local facts to transitions, and how closely each uplink is to be
 * watched. Passes on all that it sees.
 */
final class TransitionStage implements Stage {
  private final List<Monitor> monitors;
  private final Blame blame;

  /** What was said last of each uplink, by its ordinal. */
  private final Tempo[] attention;

  /** Not later than the earliest deadline of any uplink. */
  private long due = Long.MAX_VALUE;

  private final int targets;

  TransitionStage(
      List<Uplink> uplinks,
      List<Target> targets,
      List<Demand> demands,
      Probing probing,
      Windowing windowing,
      Rules rules) {
    Threshold threshold = new Threshold(targets.size(), probing.interval(), rules.falseSwitches());
    this.monitors =
        uplinks.stream()
            .map(
                uplink -> {
                  Detector detector = new Detector(targets.size(), threshold);
                  Brownout brownout =
                      new Brownout(demands, rules.confirm(), targets.size(), detector);
                  return new Monitor(uplink, rules, detector, brownout, new Ways(targets.size()));
                })
            .toList();
    this.targets = targets.size();
    this.blame = new Blame(monitors, targets.size());
    this.attention = new Tempo[uplinks.size()];
    Arrays.fill(attention, Tempo.STEADY);
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    if (event.at().nanos() >= due) {
      fireUntil(event.at().nanos(), next);
    }
    next.accept(event);
    switch (event) {
      case Outcome outcome -> take(outcome, next);
      case Doubt doubt -> take(doubt, next);
      case Quality quality -> {
        Monitor monitor = monitors.get(quality.uplink().ordinal());
        monitor.take(quality);
        assess(monitor, quality.at(), next);
      }
      case LinkFacts facts -> {
        Monitor monitor = monitors.get(facts.uplink().ordinal());
        monitor.take(facts);
        assess(monitor, facts.at(), next);
        next.accept(new Assessed(facts.at(), facts.uplink()));
      }
      case Stalled stalled -> {
        long nanos = stalled.until().nanos() - stalled.at().nanos();
        monitors.forEach(monitor -> monitor.postpone(nanos));
      }
      default -> {}
    }
  }

  /** Others carry now. */
  void elected(Election election) {
    monitors.forEach(monitor -> monitor.carries(election.carrying().contains(monitor.uplink.id())));
  }

  private void take(Outcome outcome, Consumer<? super Event> next) {
    Monitor monitor = monitors.get(outcome.id().uplink().ordinal());
    monitor.take(outcome);
    if (monitor.suspicion.isExhausted(targets)) {
      monitor.suspicion.giveUp(outcome.at());
      attend(monitor, outcome.at(), next);
    }
    switch (outcome) {
      case Outcome.Replied reply -> {
        if (!(monitor.state() instanceof State.Up) || monitor.suspicion.isFast()) {
          assess(monitor, reply.at(), next);
        }
        if (blame.isHolding()) {
          assessAll(reply.at(), next);
        }
      }
      case Outcome.Unreachable refusal -> {
        suspect(monitor, refusal.at(), next);
        assessSilence(monitor, refusal.id().target().ordinal(), refusal.at(), next);
      }
      case Outcome.TimedOut _ -> {}
      case Outcome.NotSent failure -> {
        if (Monitor.isWithoutWay(failure)) {
          withheld(monitor, failure, next);
        }
      }
    }
  }

  /** A target without a route is reason to ask all of them at once whether they have one. */
  private void withheld(Monitor monitor, Outcome.NotSent turn, Consumer<? super Event> next) {
    if (monitor.withheld(turn)) {
      suspect(monitor, turn.at(), next);
    }
    if (monitor.ways.none()) {
      assess(monitor, turn.at(), next);
    }
  }

  private void take(Doubt doubt, Consumer<? super Event> next) {
    Monitor monitor = monitors.get(doubt.id().uplink().ordinal());
    int target = doubt.id().target().ordinal();
    switch (doubt) {
      case Doubt.Overdue overdue -> {
        monitor.take(overdue);
        if (!monitor.detector.target(target).bad) {
          suspect(monitor, doubt.at(), next);
        }
      }
      case Doubt.Missing missing -> {
        monitor.take(missing);
        assessSilence(monitor, target, missing.at(), next);
      }
    }
  }

  private void assessSilence(Monitor monitor, int target, Moment at, Consumer<? super Event> next) {
    blame.consider(monitor, target);
    if (monitor.isSilent()) {
      assess(monitor, at, next);
    }
  }

  private void assessAll(Moment at, Consumer<? super Event> next) {
    monitors.forEach(monitor -> assess(monitor, at, next));
  }

  /** Moves the uplink's state as far as its evidence leads, and elects if that changed anything. */
  private void assess(Monitor monitor, Moment at, Consumer<? super Event> next) {
    boolean held = monitor.isSilent() && blame.holds(monitor);
    State from = monitor.state();
    State to = StateTable.next(from, monitor.verdict(held), at, monitor.recovery(at));
    boolean changed =
        from.name() != to.name() || (to instanceof State.Down && from.cause() != to.cause());
    if (!to.equals(from)) {
      Transition transition = changed ? Sentences.transition(monitor, from, to, at) : null;
      monitor.become(to, at);
      due = Math.min(due, monitor.due());
      if (transition != null) {
        next.accept(transition);
      }
    }
    pass(blame.isolation(at), next);
    settle(monitor, at, next);
  }

  private void suspect(Monitor monitor, Moment at, Consumer<? super Event> next) {
    boolean settled =
        switch (monitor.state()) {
          case State.Up _, State.Failing _, State.Unknown _, State.Recovering _ -> false;
          case State.Degraded _, State.Down _, State.Disabled _ -> true;
        };
    if (!settled && monitor.suspicion.suspect(at)) {
      due = Math.min(due, monitor.due());
      attend(monitor, at, next);
    }
  }

  /**
   * Fast probing ends when the state says it all, or when every target has answered twice and no
   * doubt is left.
   */
  private void settle(Monitor monitor, Moment at, Consumer<? super Event> next) {
    boolean decided =
        switch (monitor.state()) {
          case State.Degraded _, State.Down _, State.Disabled _ -> true;
          case State.Failing _ -> false;
          case State.Up _, State.Unknown _, State.Recovering _ ->
              monitor.detector.isCalm() && monitor.suspicion.isAllayed(monitor.detector.counted());
        };
    if (decided) {
      monitor.suspicion.settle();
    }
    attend(monitor, at, next);
  }

  /**
   * Fires deadlines in the order of their moments; of several at one moment in the order of the
   * configuration.
   */
  private void fireUntil(long now, Consumer<? super Event> next) {
    while (true) {
      Monitor first = null;
      due = Long.MAX_VALUE;
      for (Monitor monitor : monitors) {
        if (monitor.due() < due) {
          due = monitor.due();
          first = monitor;
        }
      }
      if (first == null || due > now) {
        return;
      }
      fire(first, new Moment(due), next);
    }
  }

  private void fire(Monitor monitor, Moment at, Consumer<? super Event> next) {
    if (monitor.suspicion.until() == at.nanos()) {
      monitor.suspicion.giveUp(at);
      attend(monitor, at, next);
    } else {
      monitor.expire();
      assess(monitor, at, next);
    }
  }

  /** Says how closely the uplink is to be watched, if that has changed. */
  private void attend(Monitor monitor, Moment at, Consumer<? super Event> next) {
    Tempo tempo = monitor.attention();
    int uplink = monitor.uplink.id().ordinal();
    if (attention[uplink] != tempo) {
      attention[uplink] = tempo;
      next.accept(new Attention(at, monitor.uplink.id(), tempo));
    }
  }

  private static void pass(@Nullable Event event, Consumer<? super Event> next) {
    if (event != null) {
      next.accept(event);
    }
  }
}
