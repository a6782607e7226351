package dev.linkflux.control;

import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Observation;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Woken;
import java.util.function.Consumer;

/**
 * Other settings beside the live ones, on the same inputs: passes on all that it sees, and before
 * each event what they would have decided up to its moment, as {@link Shadowed}. What else they
 * would have done (paces, plans) is dropped.
 *
 * <p>It stands before the live stages, since these consume what was seen of the probes. To them a
 * {@link Shadowed} is an event that they do not know: it carries time as a wake-up does, and extra
 * wake-ups change nothing. Probes are sent as the live settings ask for: so it cannot know what
 * quicker probing would have shown. One owner; not thread safe.
 */
public final class Shadow implements Stage {
  private final Stage outcomes;
  private final Stage qualities;
  private final Stage decisions;

  /**
   * @param settings with the uplinks and targets of the live ones, in their order
   */
  public Shadow(Settings settings) {
    this.outcomes = Control.outcomes(settings);
    this.qualities = Control.qualities(settings);
    this.decisions = Control.decisions(settings);
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    if (event instanceof Observation) {
      // It is consumed by the first stage, and the others would learn of the time too late.
      consider(new Woken(event.at()), next);
    }
    consider(event, next);
    next.accept(event);
  }

  private void consider(Event event, Consumer<? super Event> next) {
    outcomes.accept(
        event,
        outcome ->
            qualities.accept(
                outcome, quality -> decisions.accept(quality, decision -> tell(decision, next))));
  }

  private static void tell(Event decision, Consumer<? super Event> next) {
    switch (decision) {
      case Transition transition -> next.accept(new Shadowed(transition.at(), transition));
      case Election election -> next.accept(new Shadowed(election.at(), election));
      default -> {}
    }
  }
}
