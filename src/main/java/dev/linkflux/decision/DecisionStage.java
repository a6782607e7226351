package dev.linkflux.decision;

import dev.linkflux.probe.Probing;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From outcomes, qualities and local facts to transitions, elections and the pace of probing, in
 * three steps: the states of the uplinks, then which of them carry, then how often each is asked.
 * Passes on all that it sees.
 */
public final class DecisionStage implements Stage {
  private final Terms terms;
  private final TransitionStage transitions;
  private final ElectionStage elections;
  private final PaceStage paces;

  /**
   * Who took the last results, and who takes those of the states for him: it is mostly the same.
   */
  private @Nullable Consumer<? super Event> taker;

  private Consumer<Event> known = _ -> {};

  public DecisionStage(
      List<Uplink> uplinks,
      List<Target> targets,
      List<Demand> demands,
      Probing probing,
      Rules rules) {
    this(new Terms(uplinks, targets, demands, probing, rules));
  }

  public DecisionStage(Terms terms) {
    this(
        terms,
        new TransitionStage(terms),
        new ElectionStage(terms.uplinks(), terms.demands(), terms.rules()),
        new PaceStage(terms.uplinks()));
  }

  private DecisionStage(
      Terms terms, TransitionStage transitions, ElectionStage elections, PaceStage paces) {
    this.terms = terms;
    this.transitions = transitions;
    this.elections = elections;
    this.paces = paces;
  }

  /**
   * The stage that goes on from here by other terms. States, penalties, evidence, orders and who
   * carries stay, of everybody who is the same line still; who is not there any more is not told
   * of. First it is told whose state follows from the terms alone, then at most one election is
   * held, and then it is said how often to ask.
   *
   * @param at everything that is due by then has fired
   * @param next takes what changes at that moment
   */
  public DecisionStage successor(Terms now, Moment at, Consumer<? super Event> next) {
    Renewal renewal = Renewal.between(terms, now);
    List<Event> moved = new ArrayList<>();
    DecisionStage heir =
        new DecisionStage(
            now,
            transitions.successor(now, renewal, at, moved::add),
            elections.successor(now, renewal, at),
            paces.successor(now.uplinks(), renewal));
    for (Event event : moved) {
      if (event instanceof Transition transition) {
        heir.elections.learn(transition);
        heir.tell(transition, next);
      } else {
        heir.elections.accept(event, told -> heir.tell(told, next));
      }
    }
    heir.elections.renew(renewal, elections.carrying(), at, told -> heir.tell(told, next));
    heir.paces.tellAll(at, next);
    return heir;
  }

  /**
   * States learn of elections, so an election that comes by itself must have been before states go
   * on: time passes in steps from one to the next.
   */
  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    while (elections.due() <= event.at().nanos()) {
      Woken step = new Woken(new Moment(elections.due()));
      pass(
          step,
          told -> {
            if (!(told instanceof Woken)) {
              next.accept(told);
            }
          });
    }
    pass(event, next);
  }

  @SuppressWarnings("ReferenceEquality") // of two that are equal each takes its own
  private void pass(Event event, Consumer<? super Event> next) {
    if (next != taker) {
      taker = next;
      Consumer<Event> told = it -> tell(it, next);
      known = it -> elections.accept(it, told);
    }
    transitions.accept(event, known);
  }

  /** What a fall costs depends on who carried: so the states learn of elections. */
  private void tell(Event event, Consumer<? super Event> next) {
    if (event instanceof Election election) {
      transitions.elected(election);
    }
    paces.accept(event, next);
  }
}
