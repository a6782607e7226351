package dev.linkflux.decision;

import dev.linkflux.probe.Probing;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import java.util.function.Consumer;

/**
 * From outcomes, qualities and local facts to transitions, elections and the pace of probing, in
 * three steps: the states of the uplinks, then which of them carry, then how often each is asked.
 * Passes on all that it sees.
 */
public final class DecisionStage implements Stage {
  private final TransitionStage transitions;
  private final ElectionStage elections;
  private final PaceStage paces;

  public DecisionStage(
      List<Uplink> uplinks,
      List<Target> targets,
      List<Demand> demands,
      Probing probing,
      Rules rules) {
    this.transitions = new TransitionStage(uplinks, targets, demands, probing, rules);
    this.elections = new ElectionStage(uplinks, demands, rules);
    this.paces = new PaceStage(uplinks);
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

  private void pass(Event event, Consumer<? super Event> next) {
    transitions.accept(event, known -> elections.accept(known, told -> tell(told, next)));
  }

  /** What a fall costs depends on who carried: so the states learn of elections. */
  private void tell(Event event, Consumer<? super Event> next) {
    if (event instanceof Election election) {
      transitions.elected(election);
    }
    paces.accept(event, next);
  }
}
