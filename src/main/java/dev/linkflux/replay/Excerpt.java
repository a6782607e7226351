package dev.linkflux.replay;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.util.List;

/**
 * Which part of a trace is of interest.
 *
 * @param heard where reading begins: windows and baselines have to stand before anything counts
 * @param from from when on anything counts; not before {@code heard}
 * @param to the last moment; nothing behind it is read
 */
public record Excerpt(Moment heard, Moment from, Moment to) {
  /** All of it. */
  public static final Excerpt WHOLE = new Excerpt(Moment.ZERO, Moment.ZERO, Moment.NEVER);

  public Excerpt {
    if (heard.isAfter(from) || from.isAfter(to)) {
      throw new IllegalArgumentException("not in order: " + heard + ", " + from + ", " + to);
    }
  }

  /** True if an event of that moment counts. */
  public boolean counts(Moment at) {
    return !at.isBefore(from) && !at.isAfter(to);
  }

  /** True if everything behind such a batch is too late. */
  boolean endsIn(List<Event> batch) {
    return !batch.isEmpty() && batch.getLast().at().isAfter(to);
  }

  /** What of a batch is not too late; the same list if that is all. */
  List<Event> cut(List<Event> batch) {
    return endsIn(batch)
        ? batch.stream().takeWhile(event -> !event.at().isAfter(to)).toList()
        : batch;
  }
}
