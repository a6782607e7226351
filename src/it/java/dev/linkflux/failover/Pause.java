package dev.linkflux.failover;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Time that is let pass because it is what is being measured: a baseline, a phase, a quiet hour.
 */
final class Pause {
  private Pause() {}

  static void of(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
