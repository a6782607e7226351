package dev.linkflux.time;

import java.util.function.Consumer;

/**
 * A time-ordered stream of events in, a time-ordered stream of events out. A stage first fires each
 * of its own deadlines up to the event's moment, each at its own moment and in a fixed order, then
 * applies the event. What it does not consume it passes on, so that the last stage has seen
 * everything. It belongs to one owner: not thread safe.
 */
@FunctionalInterface
public interface Stage {
  /**
   * Takes one event.
   *
   * @param event not earlier than any event before it
   * @param next takes what comes of it, in time order
   */
  void accept(Event event, Consumer<? super Event> next);
}
