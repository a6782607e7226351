package dev.linkflux.notify;

import reactor.core.publisher.Mono;

/** Tells one hook. */
interface Messenger {
  /** What the log calls the hook; holds nothing that is secret. */
  String name();

  /**
   * Tells it one thing, however long that takes within its limits.
   *
   * @return completes when it was told, or given up and that was logged
   */
  Mono<Void> tell(Notice notice);

  /** Gives up at once what is under way; may be called from anywhere. */
  void abandon();
}
