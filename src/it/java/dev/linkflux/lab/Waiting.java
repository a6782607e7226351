package dev.linkflux.lab;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another thread brings about and tells by {@code notifyAll}. */
final class Waiting {
  private Waiting() {}

  /**
   * Waits until it is so; false if it is not when the limit is over, or the thread is interrupted.
   *
   * @param monitor whose lock the caller has
   */
  static boolean on(Object monitor, BooleanSupplier isSo, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!isSo.getAsBoolean()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      try {
        monitor.wait(left);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
