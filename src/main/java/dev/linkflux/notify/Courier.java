package dev.linkflux.notify;

import reactor.core.publisher.Mono;

/** Carries letters to one place. */
@FunctionalInterface
interface Courier {
  /**
   * Tries to deliver a letter, once.
   *
   * @return what came of it; never an error and never empty
   */
  Mono<Answer> carry(Letter letter);
}
