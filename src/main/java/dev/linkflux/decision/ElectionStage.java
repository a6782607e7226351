package dev.linkflux.decision;

import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From transitions to elections. Consumes {@link Assessed} and {@link Isolated}, and passes on all
 * else.
 */
final class ElectionStage implements Stage {
  private final List<Candidate> candidates = new ArrayList<>();
  private final Elector elector = new Elector();
  private boolean elected;

  ElectionStage(List<Uplink> uplinks) {
    for (Uplink uplink : uplinks) {
      candidates.add(
          uplink.disabled()
              ? new Candidate(uplink, StateName.DISABLED, Cause.OPERATOR)
              : new Candidate(uplink, StateName.UNKNOWN, Cause.STARTED));
    }
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    switch (event) {
      case Transition transition -> {
        next.accept(transition);
        int uplink = transition.uplink().ordinal();
        candidates.set(uplink, candidates.get(uplink).after(transition));
        elect(transition.at(), transition.cause(), next);
      }
      case Assessed assessed -> elect(assessed.at(), Cause.STARTED, next);
      case Isolated isolated -> pass(restated(isolated), next);
      case Carried found -> {
        elector.carried(found);
        next.accept(found);
      }
      case Outcome _, Doubt _ -> {
        next.accept(event);
        if (!elected) {
          elect(event.at(), Cause.STARTED, next);
        }
      }
      default -> next.accept(event);
    }
  }

  private void elect(Moment at, Cause cause, Consumer<? super Event> next) {
    elected = true;
    pass(elector.elect(at, cause, candidates), next);
  }

  private @Nullable Election restated(Isolated isolated) {
    return isolated.begun()
        ? elector.restate(
            isolated.at(),
            Cause.ISOLATED,
            "every uplink fell silent at once: that is no single uplink's fault, nothing is"
                + " changed")
        : elector.restate(
            isolated.at(), Cause.RECOVERED, "an uplink answers again: no longer isolated");
  }

  private static void pass(@Nullable Event event, Consumer<? super Event> next) {
    if (event != null) {
      next.accept(event);
    }
  }
}
