package dev.linkflux.trace;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.util.List;
import java.util.function.Consumer;

/** Passes over what was before a moment, and keeps what still stands then. */
final class Passing implements Consumer<Event> {
  private final Moment from;
  private final Consumer<? super Event> recorded;
  private final Standing standing = new Standing();

  /**
   * @param recorded takes what was decided from there on
   */
  Passing(Moment from, Consumer<? super Event> recorded) {
    this.from = from;
    this.recorded = recorded;
  }

  Standing standing() {
    return standing;
  }

  /** What was decided. */
  @Override
  public void accept(Event decided) {
    if (decided.at().isBefore(from)) {
      standing.learn(decided);
    } else {
      recorded.accept(decided);
    }
  }

  /**
   * Takes out of the inputs those that are before; what stands goes in front of the first other.
   *
   * @return true if there is one
   */
  boolean reached(List<Event> inputs) {
    inputs.stream().filter(event -> event.at().isBefore(from)).forEach(standing::learn);
    inputs.removeIf(event -> event.at().isBefore(from));
    if (inputs.isEmpty()) {
      return false;
    }
    inputs.addAll(0, standing.at(from));
    return true;
  }
}
