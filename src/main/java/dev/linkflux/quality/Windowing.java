package dev.linkflux.quality;

import java.time.Duration;

/**
 * Over what quality is taken.
 *
 * @param window how long an outcome counts
 * @param recent how far back "now" reaches
 * @param every how often a quality is told while there is something new
 */
public record Windowing(Duration window, Duration recent, Duration every) {
  public static final Windowing DEFAULT =
      new Windowing(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMillis(200));
}
