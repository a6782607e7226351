package dev.linkflux.decision;

import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stage;
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
      Windowing windowing,
      Rules rules) {
    this.transitions = new TransitionStage(uplinks, targets, demands, probing, windowing, rules);
    this.elections = new ElectionStage(uplinks);
    this.paces = new PaceStage(uplinks);
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
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
