package dev.linkflux.soak;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Time that passes because it is what is tested. */
final class Quiet {
  private Quiet() {}

  static void pass(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
