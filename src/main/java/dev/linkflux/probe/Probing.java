package dev.linkflux.probe;

import java.time.Duration;

/**
 * How probes are sent and how long they are waited for.
 *
 * @param interval between two probes of one uplink and target, before jitter
 * @param fast the same while the uplink is suspect
 * @param timeout after which a probe counts as lost; times the round trips of its question
 * @param payload bytes after the ICMP or UDP header, 8 to 1400
 */
public record Probing(Duration interval, Duration fast, Duration timeout, int payload) {
  public static final Probing DEFAULT =
      new Probing(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(1), 16);

  /** A pause between two probes is at least this share of the interval, and at most all of it. */
  public static final double SHORTEST_PAUSE = 0.75;

  /** Jitter is even: this is the mean. */
  public static final double MEAN_PAUSE = (1 + SHORTEST_PAUSE) / 2;

  /** However small its budget, a metered uplink is asked that often, or {@link #rest} if rarer. */
  private static final Duration RARELY = Duration.ofMinutes(5);

  /** How often an interval fits into that of {@link #rest}. */
  private static final int REST = 10;

  /** Between two probes of a metered uplink and target that stands by. */
  public Duration rest() {
    return interval.multipliedBy(REST);
  }

  /** The longest interval to which a budget may stretch the others. */
  public Duration slowest() {
    return rest().compareTo(RARELY) > 0 ? rest() : RARELY;
  }
}
