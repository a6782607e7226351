package dev.linkflux.decision;

/**
 * What falls have cost, as of a moment.
 *
 * @param amount from 0; it halves with the half-life of the {@link Rules.Dampening}
 * @param suppressed the return is delayed until it has decayed to the reuse limit
 */
public record Penalty(double amount, boolean suppressed) {
  /** It never fell. */
  public static final Penalty NONE = new Penalty(0, false);

  /**
   * @throws IllegalArgumentException if the amount is negative, or no number
   */
  public Penalty {
    if (!(amount >= 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException("penalty: " + amount);
    }
  }
}
