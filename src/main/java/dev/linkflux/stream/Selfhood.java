package dev.linkflux.stream;

import dev.linkflux.stream.store.LogNews;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/** What the stream says of the service itself. */
sealed interface Selfhood extends Event {
  /** The service has started. */
  record Started(Moment at) implements Selfhood {}

  /**
   * The stream could not keep up with the pipeline and has missed events. The decisions themselves
   * are not touched by that.
   *
   * @param missed how many, since the last time that this was said
   */
  record Overflowed(Moment at, long missed) implements Selfhood {}

  /** Something has happened to the log of the events; nothing else is touched by that. */
  record Logged(Moment at, LogNews news) implements Selfhood {}
}
