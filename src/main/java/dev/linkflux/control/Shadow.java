package dev.linkflux.control;

import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Observation;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Woken;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
  private @Nullable Stages stages;

  private record Stages(Stage outcomes, Stage qualities, Stage decisions) {
    static @Nullable Stages of(@Nullable Settings settings) {
      return settings == null
          ? null
          : new Stages(
              Control.outcomes(settings), Control.qualities(settings), Control.decisions(settings));
    }

    void consider(Event event, Consumer<? super Event> next) {
      outcomes.accept(
          event,
          outcome ->
              qualities.accept(
                  outcome, quality -> decisions.accept(quality, decision -> tell(decision, next))));
    }
  }

  /**
   * @param settings with the uplinks and targets of the live ones, in their order; or null for none
   *     until {@link Reconfigured} brings some
   */
  public Shadow(@Nullable Settings settings) {
    stages = Stages.of(settings);
  }

  /** There are no other settings: everything passes, and only {@link Reconfigured} matters. */
  public boolean isAbsent() {
    return stages == null;
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    if (event instanceof Reconfigured now) {
      follow(now, next);
    } else if (stages != null) {
      consider(stages, event, next);
    }
    next.accept(event);
  }

  private static void consider(Stages stages, Event event, Consumer<? super Event> next) {
    if (event instanceof Observation) {
      // It is consumed by the first stage, and the others would learn of the time too late.
      stages.consider(new Woken(event.at()), next);
    }
    stages.consider(event, next);
  }

  /** It goes on by its own new settings; one that is new begins, one that is gone ends. */
  private void follow(Reconfigured now, Consumer<? super Event> next) {
    Stages before = stages;
    Settings other = now.shadow();
    if (before == null || other == null) {
      if (before != null) {
        before.consider(new Woken(now.at()), next);
      }
      stages = Stages.of(other);
    } else {
      before.consider(new Reconfigured(now.at(), other, null, now.effective()), next);
    }
  }

  private static void tell(Event decision, Consumer<? super Event> next) {
    switch (decision) {
      case Transition transition -> next.accept(new Shadowed(transition.at(), transition));
      case Election election -> next.accept(new Shadowed(election.at(), election));
      default -> {}
    }
  }
}
