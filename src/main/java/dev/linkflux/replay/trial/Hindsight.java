package dev.linkflux.replay.trial;

import dev.linkflux.control.Settings;
import dev.linkflux.probe.Observation;
import dev.linkflux.replay.Excerpt;
import dev.linkflux.replay.report.Curves;
import dev.linkflux.replay.score.Truth;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import java.util.List;
import java.util.function.Consumer;

/** What a trace itself tells, whatever anybody decided: the truth and the curves. One owner. */
public final class Hindsight implements Consumer<List<Event>> {
  private final Truth truth;
  private final Curves curves;
  private final Excerpt excerpt;
  private final int known;
  private final boolean drawn;

  /**
   * @param reference whose places the inputs have
   * @param alone true if there are no uplinks but those of the reference
   * @param drawn true if the curves are wanted
   */
  public Hindsight(Settings reference, Excerpt excerpt, boolean alone, boolean drawn) {
    truth = new Truth(reference);
    curves = new Curves(reference);
    this.excerpt = excerpt;
    this.drawn = drawn;
    known = alone ? reference.uplinks().size() : Integer.MAX_VALUE;
  }

  @Override
  public void accept(List<Event> inputs) {
    List<Event> seen =
        known == Integer.MAX_VALUE ? inputs : inputs.stream().filter(this::isKnown).toList();
    truth.accept(seen);
    if (drawn) {
      curves.accept(seen.stream().filter(event -> excerpt.counts(event.at())).toList());
    }
  }

  private boolean isKnown(Event event) {
    return switch (event) {
      case Observation it -> it.id().uplink().ordinal() < known;
      case LinkFacts it -> it.uplink().ordinal() < known;
      default -> true;
    };
  }

  /** There is nothing more. */
  public void end(Moment at) {
    truth.end(at);
    curves.end(at);
  }

  public Truth truth() {
    return truth;
  }

  /** Empty if they were not wanted. */
  public Curves curves() {
    return curves;
  }
}
