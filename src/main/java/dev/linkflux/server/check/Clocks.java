package dev.linkflux.server.check;

import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Two clocks that differ, in words. */
final class Clocks {
  private Clocks() {}

  /**
   * The breach.
   *
   * @param by how far theirs is ahead of ours; negative if it is behind
   */
  static Breach differ(Instant theirs, Instant ours, Duration by) {
    return new Breach(
        Rung.CLOCK,
        "its clock is %s %s ours: %s there, %s here"
            .formatted(
                Figures.seconds(by.abs()),
                by.isNegative() ? "behind" : "ahead of",
                theirs.truncatedTo(ChronoUnit.SECONDS),
                ours.truncatedTo(ChronoUnit.SECONDS)));
  }
}
