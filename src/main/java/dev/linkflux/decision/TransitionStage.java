package dev.linkflux.decision;

import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import java.util.function.Consumer;

/**
 * From outcomes, qualities and local facts to transitions, and how closely each uplink is to be
 * watched: hands each event to the uplink that it is evidence of. Passes on all that it sees.
 */
final class TransitionStage implements Stage {
  private final List<Monitor> monitors;
  private final Blame blame;
  private final Assessor assessor;
  private final int targets;

  TransitionStage(
      List<Uplink> uplinks,
      List<Target> targets,
      List<Demand> demands,
      Probing probing,
      Rules rules) {
    Threshold threshold = new Threshold(targets.size(), probing.interval(), rules.falseSwitches());
    this.monitors =
        uplinks.stream()
            .map(
                uplink -> {
                  Detector detector = new Detector(required(targets), threshold);
                  Brownout brownout =
                      new Brownout(demands, rules.confirm(), targets.size(), detector);
                  Local local = new Local(new Ways(targets.size()));
                  return new Monitor(uplink, rules, new Evidence(detector, brownout, local));
                })
            .toList();
    this.targets = targets.size();
    this.blame = new Blame(monitors, targets);
    this.assessor = new Assessor(monitors, new Sentences(targets, Grounds.of(demands)), blame);
  }

  private static boolean[] required(List<Target> targets) {
    boolean[] required = new boolean[targets.size()];
    for (Target target : targets) {
      required[target.id().ordinal()] = target.required();
    }
    return required;
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    assessor.fireUntil(event.at().nanos(), next);
    next.accept(event);
    switch (event) {
      case Outcome outcome -> take(outcome, next);
      case Doubt doubt -> take(doubt, next);
      case Quality quality -> {
        Monitor monitor = monitors.get(quality.uplink().ordinal());
        monitor.evidence.take(quality);
        assessor.assess(monitor, quality.at(), next);
      }
      case LinkFacts facts -> {
        Monitor monitor = monitors.get(facts.uplink().ordinal());
        monitor.evidence.take(facts);
        assessor.assess(monitor, facts.at(), next);
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
    for (Monitor monitor : monitors) {
      monitor.carries(election.carrying().contains(monitor.uplink.id()), election.at());
    }
  }

  private void take(Outcome outcome, Consumer<? super Event> next) {
    Monitor monitor = monitors.get(outcome.id().uplink().ordinal());
    if (outcome instanceof Outcome.Replied reply) {
      blame.answered(monitor, reply, next);
    }
    monitor.take(outcome);
    if (monitor.suspicion.isExhausted(targets)) {
      assessor.giveUp(monitor, outcome.at(), next);
    }
    switch (outcome) {
      case Outcome.Replied reply -> {
        boolean holding = blame.isHolding();
        if (holding || !(monitor.state() instanceof State.Up) || monitor.suspicion.isFast()) {
          assessor.assess(monitor, reply.at(), next);
        }
        // It comes first: if it ends an isolation, what the others did not answer is forgiven.
        if (holding) {
          assessor.assessAll(reply.at(), next);
        }
      }
      case Outcome.Unreachable refusal -> {
        assessor.suspect(monitor, refusal.at(), next);
        assessSilence(monitor, refusal.id().target().ordinal(), refusal.at(), next);
      }
      case Outcome.TimedOut _ -> {}
      case Outcome.NotSent failure -> {
        if (Local.isWithoutWay(failure)) {
          withheld(monitor, failure, next);
        }
      }
    }
  }

  /** A target without a route is reason to ask all of them at once whether they have one. */
  private void withheld(Monitor monitor, Outcome.NotSent turn, Consumer<? super Event> next) {
    if (monitor.withheld(turn)) {
      assessor.suspect(monitor, turn.at(), next);
    }
    if (monitor.evidence.local.isWithoutRoute()) {
      assessor.assess(monitor, turn.at(), next);
    }
  }

  private void take(Doubt doubt, Consumer<? super Event> next) {
    Monitor monitor = monitors.get(doubt.id().uplink().ordinal());
    int target = doubt.id().target().ordinal();
    switch (doubt) {
      case Doubt.Overdue overdue -> {
        monitor.evidence.take(overdue);
        if (!monitor.evidence.detector.target(target).bad) {
          assessor.suspect(monitor, doubt.at(), next);
        }
      }
      case Doubt.Missing missing -> {
        monitor.take(missing);
        assessSilence(monitor, target, missing.at(), next);
      }
    }
  }

  private void assessSilence(Monitor monitor, int target, Moment at, Consumer<? super Event> next) {
    blame.consider(monitor, target, at, next);
    if (monitor.isSilent()) {
      assessor.assess(monitor, at, next);
    }
  }
}
