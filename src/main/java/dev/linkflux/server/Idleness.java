package dev.linkflux.server;

import java.time.Duration;

/**
 * When it is quiet enough to go back to a server that is returned to when idle.
 *
 * @param bytes less than so many, both directions, through all uplinks that carry
 * @param within so long
 * @param blindly without counters of all of them it is not known: then it is gone back to after the
 *     server has been up for so long
 */
public record Idleness(long bytes, Duration within, Duration blindly) {
  public static final Idleness DEFAULT =
      new Idleness(1_000_000, Duration.ofMinutes(1), Duration.ofMinutes(10));
}
