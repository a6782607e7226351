package dev.linkflux.decision;

import java.time.Duration;

/** How those that carry are chosen among the uplinks that are fit to. */
public sealed interface Strategy {
  /** One of the lowest tier; the present one stays among equals. */
  record Failover() implements Strategy {}

  /**
   * All of the lowest tier, each by its weight.
   *
   * @param byQuality weights are scaled by how well each does
   */
  record Balance(boolean byQuality) implements Strategy {}

  /**
   * The quickest of the lowest tier. The present one is left for one that is quicker by both
   * margins, for a time that shrinks as the margin grows.
   *
   * @param margin in round-trip time; not negative
   * @param share of the present one's round-trip time, from 0 to below 1
   * @param lasting how long a margin that is barely one must last
   */
  record LowestRtt(Duration margin, double share, Duration lasting) implements Strategy {
    public static final LowestRtt DEFAULT =
        new LowestRtt(Duration.ofMillis(10), 0.2, Duration.ofSeconds(30));
  }

  /** As it is written in configurations. */
  default String wire() {
    return switch (this) {
      case Failover _ -> "failover";
      case Balance _ -> "balance";
      case LowestRtt _ -> "lowest-rtt";
    };
  }
}
