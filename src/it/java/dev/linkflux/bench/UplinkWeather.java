package dev.linkflux.bench;

import dev.linkflux.time.Moment;
import java.util.SplittableRandom;

/**
 * What becomes of the probes of one uplink: round-trip times about a base that is its own, losses
 * now and then, and every few hours trouble of some seconds or minutes: silence, loss or delay.
 */
final class UplinkWeather {
  private static final long HOUR = 3_600_000_000_000L;

  /** By uplink: fibre, mobile, DSL. */
  private static final double[] BASE_MILLIS = {8, 45, 22};

  private static final double[] SPREAD_MILLIS = {0.4, 12, 2};
  private static final double[] LOSS = {0.0002, 0.008, 0.001};

  private enum Trouble {
    SILENCE,
    LOSS,
    DELAY
  }

  private final SplittableRandom random;
  private final double base;
  private final double spread;
  private final double loss;
  private long troubleFrom;
  private long troubleUntil;
  private Trouble trouble = Trouble.SILENCE;

  UplinkWeather(int uplink, SplittableRandom random) {
    this.random = random;
    this.base = BASE_MILLIS[uplink % BASE_MILLIS.length];
    this.spread = SPREAD_MILLIS[uplink % SPREAD_MILLIS.length];
    this.loss = LOSS[uplink % LOSS.length];
    plan(0);
  }

  /** Round-trip time of a probe, nanoseconds; negative if it is lost. */
  long rtt(Moment sent, int target) {
    if (sent.nanos() > troubleUntil) {
      plan(sent.nanos());
    }
    boolean troubled = sent.nanos() >= troubleFrom;
    double lost =
        troubled && trouble == Trouble.SILENCE
            ? 1
            : troubled && trouble == Trouble.LOSS ? 0.3 : loss;
    if (random.nextDouble() < lost) {
      return -1;
    }
    double delay = troubled && trouble == Trouble.DELAY ? 600 : 0;
    double millis = base + 3 * target + spread * exponential() + delay;
    return (long) (millis * 1e6);
  }

  private void plan(long now) {
    troubleFrom = now + (long) (4 * HOUR * exponential());
    troubleUntil = troubleFrom + (long) (HOUR / 60 * exponential());
    trouble = Trouble.values()[random.nextInt(Trouble.values().length)];
  }

  private double exponential() {
    return -Math.log(1 - random.nextDouble());
  }
}
