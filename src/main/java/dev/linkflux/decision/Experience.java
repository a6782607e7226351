package dev.linkflux.decision;

/**
 * What the past of an uplink has taught, as far as it holds after a restart: how losses follow one
 * another while it works (its baseline), and what its falls have cost.
 *
 * @param losses that were seen or thought of before, from 0; fractions since they are halved now
 *     and then
 * @param followed how many of them were followed by another, from 0 to {@code losses}
 * @param answers since they were halved last, from 0
 * @param penalty for flapping
 */
public record Experience(double losses, double followed, int answers, Penalty penalty) {
  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Experience {
    if (!(followed >= 0) || !(losses >= followed) || Double.isInfinite(losses) || answers < 0) {
      throw new IllegalArgumentException(
          "losses %s, followed %s, answers %d".formatted(losses, followed, answers));
    }
  }
}
