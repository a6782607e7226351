package dev.linkflux.notify;

import java.time.Duration;

/** What came of one try to deliver a letter. */
sealed interface Answer {
  /** It was taken. */
  record Taken() implements Answer {}

  /**
   * It will not be taken, however often it is tried.
   *
   * @param why for the log
   */
  record Refused(String why) implements Answer {}

  /**
   * It may be taken another time.
   *
   * @param why for the log
   * @param atLeast how long it shall not be tried, as the other side wishes; not negative
   */
  record Later(String why, Duration atLeast) implements Answer {
    Later(String why) {
      this(why, Duration.ZERO);
    }
  }
}
