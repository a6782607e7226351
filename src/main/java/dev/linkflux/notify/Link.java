package dev.linkflux.notify;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One connection to a broker, whatever version of the protocol it speaks. None of it blocks. */
interface Link {
  /** Hears what comes over it. */
  interface Ear {
    /**
     * A message that was subscribed to.
     *
     * @param retained true if it was there before
     */
    void heard(String topic, String payload, boolean retained);

    /** The connection is over, or has not come about. */
    void ended(Throwable cause);
  }

  /** Who hears nothing, and is told by the connection itself how it ended. */
  Ear DEAF =
      new Ear() {
        @Override
        public void heard(String topic, String payload, boolean retained) {
          // nothing is subscribed to
        }

        @Override
        public void ended(Throwable cause) {
          // its futures say so
        }
      };

  /**
   * As whom to log in.
   *
   * @param name or null for nobody
   */
  record Identity(@Nullable String name, String password) {}

  /** Connects; done when the broker has accepted, or has not. Called once. */
  CompletableFuture<?> connect();

  /** Wants to hear of topics. */
  CompletableFuture<?> listen(String filter);

  /** Hands a message over; done when the broker has it (quality of service 1). */
  CompletableFuture<?> publish(String topic, String payload, boolean retain);

  /** Ends it without the last will. */
  CompletableFuture<?> close();
}
