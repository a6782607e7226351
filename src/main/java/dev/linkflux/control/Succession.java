package dev.linkflux.control;

import dev.linkflux.time.Event;
import dev.linkflux.time.Stage;
import java.util.function.Consumer;

/**
 * A stage, and from a change of the settings on its successor: what is due by then still is the
 * former's, then {@link Reconfigured} is passed on, and what the change itself brings about comes
 * behind it. One owner; not thread safe.
 */
final class Succession<S extends Stage> implements Stage {
  /** Makes the successor of a stage. */
  interface Successor<S> {
    /**
     * The one that goes on.
     *
     * @param before is of no use any more
     * @param next takes what comes of the change itself, at its moment
     */
    S of(S before, Reconfigured now, Consumer<? super Event> next);
  }

  private final Successor<S> successor;
  private S stage;

  Succession(S first, Successor<S> successor) {
    this.stage = first;
    this.successor = successor;
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    stage.accept(event, next);
    if (event instanceof Reconfigured now) {
      stage = successor.of(stage, now, next);
    }
  }
}
