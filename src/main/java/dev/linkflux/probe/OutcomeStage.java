package dev.linkflux.probe;

import dev.linkflux.time.Event;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * From what was seen of the probes to how they ended: a probe times out here, by its deadline; the
 * shell only says what it sent and what came back. Consumes {@link Observation}s, gives {@link
 * Doubt}s and {@link Outcome}s.
 */
public final class OutcomeStage implements Stage {
  /** Uplink by uplink, each target by target, by their ordinals. */
  private final Outstanding[] paths;

  private final int targets;

  /** Not later than the earliest deadline: replies only ever take deadlines away. */
  private long due = Long.MAX_VALUE;

  /**
   * @param patience the round-trip time that is a breach; a probe that waits longer is missing
   */
  public OutcomeStage(
      List<Uplink> uplinks, List<Target> targets, Probing probing, Duration patience) {
    this.targets = targets.size();
    this.paths =
        uplinks.stream()
            .flatMap(
                uplink ->
                    targets.stream()
                        .map(
                            target ->
                                new Outstanding(
                                    uplink.id(),
                                    target.id(),
                                    probing.timeout().toNanos(),
                                    patience.toNanos())))
            .toArray(Outstanding[]::new);
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    if (event.at().nanos() >= due) {
      fireUntil(event.at().nanos(), next);
    }
    if (event instanceof Observation observation) {
      observe(observation, next);
    } else {
      if (event instanceof Stalled) {
        for (Outstanding path : paths) {
          path.stalled();
        }
      }
      next.accept(event);
    }
  }

  private void observe(Observation observation, Consumer<? super Event> next) {
    Outstanding path = path(observation.id());
    switch (observation) {
      case Observation.Sent sent -> {
        path.sent(sent.at().nanos(), sent.id().sequence());
        due = Math.min(due, path.due());
      }
      case Observation.Returned reply -> path.returned(reply, next);
      case Observation.Bounced refusal -> path.bounced(refusal, next);
      case Observation.Withheld failure -> path.withheld(failure, next);
    }
  }

  /**
   * Fires deadlines in the order of their moments; of several at one moment in the order of the
   * configuration.
   */
  private void fireUntil(long now, Consumer<? super Event> next) {
    while (true) {
      Outstanding first = null;
      due = Long.MAX_VALUE;
      for (Outstanding path : paths) {
        if (path.due() < due) {
          due = path.due();
          first = path;
        }
      }
      if (first == null || due > now) {
        return;
      }
      first.fire(next);
    }
  }

  private Outstanding path(ProbeId id) {
    return paths[id.uplink().ordinal() * targets + id.target().ordinal()];
  }
}
