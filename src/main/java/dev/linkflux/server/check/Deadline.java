package dev.linkflux.server.check;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Scheduler;

/** When a check is over. */
final class Deadline {
  /** A third: leaves time for an answer to what is tried then. */
  private static final int DOUBT = 3;

  private final Scheduler scheduler;
  private final Duration limit;
  private final long begun;

  /** One that begins now. */
  Deadline(Scheduler scheduler, Duration limit) {
    this.scheduler = scheduler;
    this.limit = limit;
    this.begun = scheduler.now(TimeUnit.NANOSECONDS);
  }

  /** From beginning to end. */
  Duration limit() {
    return limit;
  }

  /** Since the beginning. */
  Duration passed() {
    return Duration.ofNanos(scheduler.now(TimeUnit.NANOSECONDS) - begun);
  }

  /** Until the end; a millisecond at least, as to Netty less means for ever. */
  Duration left() {
    Duration left = limit.minus(passed());
    return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
  }

  /** How long to wait for the usual answer before something else is tried beside it. */
  Duration doubt() {
    return limit.dividedBy(DOUBT);
  }
}
