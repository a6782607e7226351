package dev.linkflux.engine;

import reactor.core.publisher.Mono;

/**
 * Port: reads the configuration anew and lets it hold from now on. May be asked from any thread and
 * by several at once; one reload follows the other.
 */
@FunctionalInterface
public interface Reloads {
  /**
   * Reads the file whole. Is anything wrong with it, nothing changes, and every problem is told.
   *
   * @return what came of it, when the new settings have passed the gate; or {@link Orders.NotTaken}
   *     if there is nothing to reload, or nobody any more whom it could be told
   */
  Mono<ReloadAnswer> ask();

  /**
   * Of a service that has no file.
   *
   * @param why for a person
   */
  static Reloads none(String why) {
    return () -> Mono.error(Orders.NotTaken.because(why));
  }
}
