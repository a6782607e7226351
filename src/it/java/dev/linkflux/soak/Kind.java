package dev.linkflux.soak;

import java.time.Duration;
import java.util.Locale;

/** Kinds of trouble. */
enum Kind {
  // Of one uplink; those that are known sooner come first.
  CARRIER(Health.DEAD, 2), // the kernel tells it at most once a second
  ADDRESS(Health.DEAD, 2),
  DOWN(Health.DEAD, 2),
  GONE(Health.DEAD, 2),
  FROZEN(Health.DEAD, 5),
  SLOW(Health.BAD, 10),
  LOSS(Health.BAD, 15),
  GATEWAY(Health.DOUBTFUL, 0), // nobody knows it any more, and packets still pass
  SOME_LOSS(Health.DOUBTFUL, 0),
  SOME_DELAY(Health.DOUBTFUL, 0),
  JITTER(Health.DOUBTFUL, 0),
  RATE(Health.DOUBTFUL, 0),
  BURSTS(Health.DOUBTFUL, 0),
  // Of the world.
  TARGET(Health.FINE, 0),
  ALL_TARGETS(Health.FINE, 0),
  DNS_DEAD(Health.FINE, 0),
  DNS_LIES(Health.FINE, 0),
  SERVER(Health.FINE, 0),
  // Of the machine.
  ROUTES_TAKEN(Health.FINE, 2),
  OTHERS_ROUTES(Health.FINE, 0),
  NO_ROUTE(Health.FINE, 2),
  DISK_FULL(Health.FINE, 0),
  CLOCK(Health.FINE, 0),
  SUSPENDED(Health.FINE, 0),
  KILLED(Health.FINE, 0),
  ENDED(Health.FINE, 0),
  // By people.
  SIEGE(Health.FINE, 0),
  SLOW_READERS(Health.FINE, 0),
  ORDER(Health.FINE, 0),
  RELOAD(Health.FINE, 0),
  BAD_RELOAD(Health.FINE, 0);

  private final Health health;
  private final Duration limit;

  Kind(Health health, int seconds) {
    this.health = health;
    this.limit = Duration.ofSeconds(seconds);
  }

  /** What an uplink is like with it. */
  Health health() {
    return health;
  }

  /** Within which it must be left, or mended, while the machine does not hold anybody up. */
  Duration limit() {
    return limit;
  }

  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
