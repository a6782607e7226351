package dev.linkflux.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what can only be asked for. */
final class Await {
  private static final long POLL_NANOS = 50_000_000;

  private Await() {}

  /**
   * Asks 20 times a second until the answer fits.
   *
   * @param more to be said if it does not within the limit
   */
  static <T> T until(
      String what, Supplier<T> asked, Predicate<T> fits, Duration limit, Supplier<String> more) {
    long deadline = System.nanoTime() + limit.toNanos();
    T answer = asked.get();
    while (!fits.test(answer)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            what + " is not as it should be within " + limit + ": " + answer + "\n" + more.get());
      }
      LockSupport.parkNanos(POLL_NANOS);
      answer = asked.get();
    }
    return answer;
  }

  /** Lets time pass that is itself what is tested: an outage, a phase, a count. */
  static void pass(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
