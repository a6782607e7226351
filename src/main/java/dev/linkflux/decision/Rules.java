package dev.linkflux.decision;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How the detector and the state machine are set.
 *
 * @param falseSwitches mean time between wrong blackouts of one uplink at the baseline loss
 * @param confirm how long a breach that is barely one must last; a larger one less
 * @param holdDown how long an uplink must prove itself before it is up again
 * @param dampening how flapping delays the return
 * @param recoverAll after a fall every figure must be below {@code recover}, also one that has not
 *     been beyond {@code fail}: else each only after its own breach
 * @param strategy how those that carry are chosen among the usable
 * @param zone in which a month of a quota begins
 */
public record Rules(
    Duration falseSwitches,
    Duration confirm,
    Duration holdDown,
    Dampening dampening,
    boolean recoverAll,
    Strategy strategy,
    ZoneId zone) {
  public static final Rules DEFAULT =
      new Rules(
          Duration.ofDays(30), Duration.ofSeconds(2), Duration.ofSeconds(20), Dampening.DEFAULT);

  /** The lowest tier carries; months are those of UTC. */
  public Rules(Duration falseSwitches, Duration confirm, Duration holdDown, Dampening dampening) {
    this(
        falseSwitches,
        confirm,
        holdDown,
        dampening,
        false,
        new Strategy.Failover(),
        ZoneOffset.UTC);
  }

  /** The same with another strategy. */
  public Rules with(Strategy other) {
    return new Rules(falseSwitches, confirm, holdDown, dampening, recoverAll, other, zone);
  }

  /** The same, but every figure must recover after a fall. */
  public Rules recoveringAll() {
    return new Rules(falseSwitches, confirm, holdDown, dampening, true, strategy, zone);
  }

  /** The same with months of another time zone. */
  public Rules with(ZoneId other) {
    return new Rules(falseSwitches, confirm, holdDown, dampening, recoverAll, strategy, other);
  }

  /**
   * Penalty for flapping, after RFC 2439 section 4.2.
   *
   * @param penalty for a fall from use
   * @param suppress from which penalty on the return is delayed
   * @param reuse to which penalty it must decay
   * @param halfLife in which it halves
   * @param cap the longest delay
   */
  public record Dampening(
      double penalty, double suppress, double reuse, Duration halfLife, Duration cap) {
    public static final Dampening DEFAULT =
        new Dampening(1000, 1500, 750, Duration.ofMinutes(5), Duration.ofMinutes(30));
  }
}
