package dev.linkflux.notify;

import java.time.Duration;

/**
 * How long it is waited before something is tried again: twice as long each time, within bounds,
 * and never less than the other side wishes.
 *
 * @param first after the first try
 * @param last never longer than that by ourselves
 * @param wished nor longer than that for a wish
 */
record Pauses(Duration first, Duration last, Duration wished) {
  /** A pause is a random part of its length, this at least: else all come back at once. */
  private static final double SHORTEST = 0.75;

  /**
   * @param number of the try that has failed, from 1
   * @param wish of the other side; zero for none
   * @param die a random number, evenly from all there are
   */
  Duration after(int number, Duration wish, long die) {
    double part = (die >>> 11) * 0x1p-53; // 53 random bits, from 0 to 1
    long longest = Math.min(first.toNanos() << Math.min(number - 1, 16), last.toNanos());
    long own = (long) (longest * (SHORTEST + (1 - SHORTEST) * part));
    return Duration.ofNanos(Math.max(own, Math.min(wish.toNanos(), wished.toNanos())));
  }
}
