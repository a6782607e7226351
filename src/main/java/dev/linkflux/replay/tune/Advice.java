package dev.linkflux.replay.tune;

import java.util.List;

/**
 * What came of tuning.
 *
 * @param seed that would give the same again
 * @param tries how many settings were tried, the present ones included
 * @param complete false if it was interrupted
 * @param blocks how the trace was cut
 * @param present settings
 * @param best settings by the training part; the present ones if none were better
 * @param front what cannot be had better in one measure without being worse in another, the present
 *     and the best settings among them
 */
public record Advice(
    Goal goal,
    long seed,
    int tries,
    boolean complete,
    List<Block> blocks,
    Tried present,
    Tried best,
    List<Tried> front,
    Verdict verdict) {
  public Advice {
    blocks = List.copyOf(blocks);
    front = List.copyOf(front);
  }

  /** How many blocks, or seconds, or bad spells, are in one of the parts. */
  public Extent extent(boolean heldOut) {
    return Extent.of(blocks, heldOut);
  }

  /** True if a part of settings has more of a measure than the goal allows. */
  public boolean exceeds(Tried tried, Measure measure, boolean heldOut) {
    Figures part = heldOut ? tried.heldOut() : tried.training();
    Figures now = heldOut ? present.heldOut() : present.training();
    return goal.constraints().stream()
        .filter(it -> it.measure() == measure)
        .anyMatch(it -> it.excess(part, now, present.whole().seconds()) > 0);
  }

  /** True if it is worth changing anything. */
  public boolean isBetter() {
    return verdict instanceof Verdict.Better;
  }
}
