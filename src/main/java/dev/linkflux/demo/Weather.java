package dev.linkflux.demo;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a path treats packets.
 *
 * @param rtt round-trip time at the least
 * @param jitter what may come on top of it, evenly distributed
 * @param loss share of the packets that are lost at random, 0 to 1
 * @param frozen true if none comes through
 */
public record Weather(Duration rtt, Duration jitter, double loss, boolean frozen) {
  /** What {@link #fate} says of a packet that is lost. */
  static final long LOST = -1;

  public Weather {
    if (rtt.isNegative() || jitter.isNegative() || !(loss >= 0 && loss <= 1)) {
      throw new IllegalArgumentException(
          "rtt " + rtt + ", jitter " + jitter + ", loss " + loss + ": out of range");
    }
  }

  static Weather fair(int rttMillis, int jitterMillis) {
    return new Weather(Duration.ofMillis(rttMillis), Duration.ofMillis(jitterMillis), 0, false);
  }

  Weather withRtt(int millis) {
    return new Weather(Duration.ofMillis(millis), jitter, loss, frozen);
  }

  Weather withLoss(double ratio) {
    return new Weather(rtt, jitter, ratio, frozen);
  }

  Weather freeze() {
    return new Weather(rtt, jitter, loss, true);
  }

  /**
   * What becomes of the next packet.
   *
   * @return its round-trip time in nanoseconds, or {@link #LOST}
   */
  long fate(RandomGenerator random) {
    if (frozen || random.nextDouble() < loss) {
      return LOST;
    }
    return rtt.toNanos() + (long) (random.nextDouble() * jitter.toNanos());
  }
}
