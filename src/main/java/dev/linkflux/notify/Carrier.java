package dev.linkflux.notify;

import reactor.core.publisher.Mono;

/** Brings messages in words to one place. */
interface Carrier {
  /** What the log calls it; holds nothing that is secret. */
  String name();

  /**
   * Tries to deliver a message, once.
   *
   * @param late how late it is, in words, or empty if it is not
   * @return what came of it; never an error and never empty
   */
  Mono<Answer> carry(Dispatch dispatch, String late);
}
