package dev.linkflux.stream;

import java.time.Duration;

/**
 * How much the event stream grants.
 *
 * @param clients at once
 * @param waiting events that may wait for one client to read them
 * @param grace from a slow client's last word to the end of its connection
 * @param heartbeat time between two signs of life
 */
record Limits(int clients, int waiting, Duration grace, Duration heartbeat) {
  static final Limits DEFAULT =
      new Limits(1100, 1024, Duration.ofSeconds(5), Duration.ofSeconds(10));

  /** The same for so many clients. */
  Limits of(int others) {
    return new Limits(others, waiting, grace, heartbeat);
  }
}
