package dev.linkflux.probe;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * From what was seen of the probes to how they ended: a probe times out here, by its deadline; the
 * shell only says what it sent and what came back. Consumes {@link Observation}s, gives {@link
 * Doubt}s and {@link Outcome}s.
 */
public final class OutcomeStage implements Stage {
  private final List<Uplink> lines;
  private final List<Target> asked;

  /** Uplink by uplink, each target by target, by their ordinals. */
  private final Outstanding[] paths;

  private final int targets;

  /** The earliest deadline of each path. */
  private final Dues dues;

  /**
   * @param patience the round-trip time that is a breach; a probe that waits longer, times the
   *     round trips of its question, is missing
   */
  public OutcomeStage(
      List<Uplink> uplinks, List<Target> targets, Probing probing, Duration patience) {
    this(
        uplinks,
        targets,
        (uplink, target) ->
            new Outstanding(
                uplink.id(),
                target.id(),
                nanos(probing.timeout(), target),
                nanos(patience, target)));
  }

  private OutcomeStage(
      List<Uplink> uplinks,
      List<Target> targets,
      BiFunction<Uplink, Target, Outstanding> outstanding) {
    this.lines = List.copyOf(uplinks);
    this.asked = List.copyOf(targets);
    this.targets = targets.size();
    this.paths =
        uplinks.stream()
            .flatMap(uplink -> targets.stream().map(target -> outstanding.apply(uplink, target)))
            .toArray(Outstanding[]::new);
    this.dues = new Dues(paths.length);
  }

  private static long nanos(Duration each, Target target) {
    return each.toNanos() * target.question().roundTrips();
  }

  /**
   * The stage that goes on from here by other settings: of the same target through the same line
   * nothing is forgotten, and what is under way is waited for. A time-out that has become shorter
   * holds for it too, from now on.
   *
   * @param now everything that is due by then has fired
   */
  public OutcomeStage successor(
      List<Uplink> uplinks, List<Target> targets, Probing probing, Duration patience, Moment now) {
    Heirs ways = Heirs.ofLines(lines, uplinks);
    Heirs questions = Heirs.ofTargets(asked, targets);
    OutcomeStage heir =
        new OutcomeStage(
            uplinks,
            targets,
            (uplink, target) -> {
              int way = ways.before(uplink.id().ordinal());
              int question = questions.before(target.id().ordinal());
              long timeout = nanos(probing.timeout(), target);
              long patient = nanos(patience, target);
              return way == Heirs.NOBODY || question == Heirs.NOBODY
                  ? new Outstanding(uplink.id(), target.id(), timeout, patient)
                  : paths[way * this.targets + question].successor(
                      uplink.id(), target.id(), timeout, patient, now.nanos());
            });
    for (int path = 0; path < heir.paths.length; path++) {
      heir.refresh(path);
    }
    return heir;
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    if (event.at().nanos() >= dues.earliest()) {
      fireUntil(event.at().nanos(), next);
    }
    if (event instanceof Observation observation) {
      observe(observation, next);
    } else {
      if (event instanceof Stalled) {
        for (int path = 0; path < paths.length; path++) {
          paths[path].stalled();
          refresh(path);
        }
      }
      next.accept(event);
    }
  }

  private void observe(Observation observation, Consumer<? super Event> next) {
    ProbeId id = observation.id();
    int path = id.uplink().ordinal() * targets + id.target().ordinal();
    switch (observation) {
      case Observation.Sent sent -> paths[path].sent(sent.at().nanos(), id.sequence());
      case Observation.Returned reply -> paths[path].returned(reply, next);
      case Observation.Bounced refusal -> paths[path].bounced(refusal, next);
      case Observation.Withheld failure -> paths[path].withheld(failure, next);
    }
    refresh(path);
  }

  /**
   * Fires deadlines in the order of their moments; of several at one moment in the order of the
   * configuration.
   */
  private void fireUntil(long now, Consumer<? super Event> next) {
    while (dues.earliest() <= now) {
      int path = dues.first();
      paths[path].fire(next);
      refresh(path);
    }
  }

  /** A path's deadlines have changed. */
  private void refresh(int path) {
    dues.set(path, paths[path].due());
  }
}
