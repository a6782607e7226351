package dev.linkflux.lab;

import java.time.Duration;

/**
 * What one direction of an uplink does to its packets.
 *
 * @param delay one way
 * @param jitter the delay varies evenly by plus or minus this much; packets keep their order
 * @param loss share of packets that are lost at random, each for itself, 0 to 1
 * @param burst loss that comes in bursts, beside {@code loss}
 * @param rate how fast the bytes leave
 * @param frozen everything is dropped, also what is under way, and the carrier stays
 */
public record Impairment(
    Duration delay, Duration jitter, double loss, Burst burst, Rate rate, boolean frozen) {

  public Impairment {
    requireRatio("loss", loss);
    if (delay.isNegative() || jitter.isNegative()) {
      throw new IllegalArgumentException("delay and jitter are at least 0");
    }
  }

  /**
   * Loss after Gilbert and Elliott: a channel that is good or bad, and changes from packet to
   * packet.
   *
   * @param enter chance of good turning bad, at each packet
   * @param leave chance of bad turning good, at each packet
   * @param loss share of packets that are lost while bad; while good none is
   */
  public record Burst(double enter, double leave, double loss) {
    public static final Burst NONE = new Burst(0, 1, 0);

    public Burst {
      requireRatio("enter", enter);
      requireRatio("leave", leave);
      requireRatio("loss", loss);
    }
  }

  /**
   * A bottleneck with a queue that drops at its tail.
   *
   * @param bytesPerSecond of IP packets, headers included
   * @param queueBytes what may wait; a packet that does not fit any more is dropped
   */
  public record Rate(long bytesPerSecond, long queueBytes) {
    public static final Rate UNLIMITED = new Rate(Long.MAX_VALUE, Long.MAX_VALUE);

    public Rate {
      if (bytesPerSecond <= 0 || queueBytes <= 0) {
        throw new IllegalArgumentException("a rate and its queue are more than 0 bytes");
      }
    }
  }

  /** A direction that only takes its time. */
  public static Impairment ofDelay(Duration delay) {
    return new Impairment(delay, Duration.ZERO, 0, Burst.NONE, Rate.UNLIMITED, false);
  }

  public Impairment withDelay(Duration other) {
    return new Impairment(other, jitter, loss, burst, rate, frozen);
  }

  public Impairment withJitter(Duration other) {
    return new Impairment(delay, other, loss, burst, rate, frozen);
  }

  public Impairment withLoss(double other) {
    return new Impairment(delay, jitter, other, burst, rate, frozen);
  }

  public Impairment withBurst(Burst other) {
    return new Impairment(delay, jitter, loss, other, rate, frozen);
  }

  public Impairment withRate(Rate other) {
    return new Impairment(delay, jitter, loss, burst, other, frozen);
  }

  public Impairment withFrozen(boolean other) {
    return new Impairment(delay, jitter, loss, burst, rate, other);
  }

  private static void requireRatio(String what, double ratio) {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException(what + " is a ratio from 0 to 1, not " + ratio);
    }
  }
}
