package dev.linkflux.stream;

import java.time.Duration;

/**
 * How much the event stream grants.
 *
 * @param clients at once
 * @param waiting events that may wait for one client to read them
 * @param grace from a slow client's last word to the end of its connection
 * @param heartbeat time between two signs of life
 * @param stuck how long a client may take for a page of what it has missed
 */
record Limits(int clients, int waiting, Duration grace, Duration heartbeat, Duration stuck) {
  static final Limits DEFAULT =
      new Limits(1100, 1024, Duration.ofSeconds(5), Duration.ofSeconds(10));

  /** With the usual patience for who comes back. */
  Limits(int clients, int waiting, Duration grace, Duration heartbeat) {
    this(clients, waiting, grace, heartbeat, Duration.ofSeconds(30));
  }
}
