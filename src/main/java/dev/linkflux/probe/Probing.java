package dev.linkflux.probe;

import java.time.Duration;

/**
 * How probes are sent and how long they are waited for.
 *
 * @param interval between two probes of one uplink and target, before jitter
 * @param fast the same while the uplink is suspect
 * @param timeout after which a probe counts as lost
 * @param payload bytes after the ICMP or UDP header, 8 to 1400
 */
public record Probing(Duration interval, Duration fast, Duration timeout, int payload) {
  public static final Probing DEFAULT =
      new Probing(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(1), 16);
}
