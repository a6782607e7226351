package dev.linkflux.decision;

import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * From outcomes, qualities and local facts to transitions, and how closely each uplink is to be
 * watched: hands each event to the uplink that it is evidence of. Passes on all that it sees.
 */
final class TransitionStage implements Stage {
  private final Terms terms;
  private final List<Monitor> monitors;
  private final Blame blame;
  private final Assessor assessor;
  private final int targets;

  TransitionStage(Terms terms) {
    this.terms = terms;
    this.monitors =
        terms.uplinks().stream()
            .map(uplink -> new Monitor(uplink, terms.rules(), Evidence.none(terms)))
            .toList();
    this.targets = terms.targets().size();
    this.blame = new Blame(monitors, terms.targets());
    this.assessor = new Assessor(monitors, Sentences.of(terms), blame);
  }

  private TransitionStage(Terms terms, List<Monitor> monitors, Blame blame, Assessor assessor) {
    this.terms = terms;
    this.monitors = monitors;
    this.targets = terms.targets().size();
    this.blame = blame;
    this.assessor = assessor;
  }

  /**
   * The stage that goes on from here by other terms.
   *
   * @param renewal what becomes of the uplinks
   * @param next takes what changes by that alone: who is disabled now, or not any more, and what is
   *     another line
   */
  TransitionStage successor(Terms now, Renewal renewal, Moment at, Consumer<? super Event> next) {
    Heirs questions = Heirs.ofTargets(terms.targets(), now.targets());
    List<Monitor> heirs = new ArrayList<>();
    for (Uplink uplink : now.uplinks()) {
      int place = renewal.lines().before(uplink.id().ordinal());
      heirs.add(
          place == Heirs.NOBODY
              ? Monitor.newcomer(uplink, now, at)
              : monitors.get(place).successor(uplink, now, questions, at));
    }
    Sentences sentences = Sentences.of(now);
    Blame heir = blame.successor(heirs, now.targets());
    Assessor assessed = assessor.successor(heirs, sentences, heir, renewal.names());
    for (Monitor monitor : heirs) {
      int place = monitor.uplink.id().ordinal();
      int known = renewal.names().before(place);
      if (known != Heirs.NOBODY) {
        Monitor before = monitors.get(known);
        boolean other = renewal.lines().before(place) == Heirs.NOBODY;
        if (other || before.uplink.disabled() != monitor.uplink.disabled()) {
          begin(monitor, before.state(), sentences, assessed, at, next);
        }
      }
    }
    heir.release(at, next);
    return new TransitionStage(now, heirs, heir, assessed);
  }

  /** Tells of one that has begun anew; what is known of its interface counts at once. */
  private static void begin(
      Monitor monitor,
      State from,
      Sentences sentences,
      Assessor assessor,
      Moment at,
      Consumer<? super Event> next) {
    if (from.name() != monitor.state().name()) {
      next.accept(sentences.reconfigured(monitor, from, at));
    }
    if (monitor.evidence.local.cut() == null) {
      assessor.attend(monitor, at, next);
    } else {
      assessor.assess(monitor, at, next);
    }
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
        monitor.lessons.consider(quality.at(), next);
      }
      case LinkFacts facts -> {
        Monitor monitor = monitors.get(facts.uplink().ordinal());
        monitor.evidence.take(facts);
        assessor.assess(monitor, facts.at(), next);
        next.accept(new Assessed(facts.at(), facts.uplink()));
      }
      case RecalledExperience then -> monitors.get(then.uplink().ordinal()).lessons.recall(then);
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
        assessor.press(monitor, missing.at(), next);
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
