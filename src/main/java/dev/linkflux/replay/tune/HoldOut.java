package dev.linkflux.replay.tune;

import dev.linkflux.replay.score.Spell;
import dev.linkflux.time.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Cuts a trace into blocks, of which a share is held out, spread evenly over it: trouble comes in
 * clusters, so that the end of a trace alone may have none of it. Blocks with trouble and blocks
 * without are dealt out separately, so that either part has its share of both. Where it can be it
 * is cut at the beginning of a spell, not through it: otherwise one half of it would be chosen by
 * what the other one is checked with.
 */
final class HoldOut {
  /** Long against the windows, hold-downs and baselines that reach over the cuts. */
  private static final double LEAST_SECONDS = 300;

  private static final int MOST_BLOCKS = 60;
  private static final double NANOS = 1e9;

  private HoldOut() {}

  /**
   * The blocks, in order.
   *
   * @param bad bad spells of all uplinks, in any order
   * @param share to hold out, above 0 and below 1
   */
  static List<Block> blocks(Moment from, Moment until, List<Spell> bad, double share) {
    List<Spell> sorted = bad.stream().sorted(Comparator.comparing(Spell::from)).toList();
    List<Moment> cuts = cuts(from, until, sorted);
    List<Block> blocks = new ArrayList<>();
    int troubled = 0;
    int quiet = 0;
    for (int i = 0; i + 1 < cuts.size(); i++) {
      Moment begin = cuts.get(i);
      Moment end = cuts.get(i + 1);
      boolean first = i == 0;
      int spells =
          (int)
              sorted.stream()
                  .filter(it -> first || !it.from().isBefore(begin))
                  .filter(it -> it.from().isBefore(end))
                  .count();
      boolean held = spells > 0 ? isHeld(troubled++, share) : isHeld(quiet++, share);
      blocks.add(new Block(begin, end, held, spells));
    }
    return blocks;
  }

  /** Spread evenly, and not the first: what has just begun is not representative. */
  private static boolean isHeld(int index, double share) {
    return Math.floor((index + 1) * share + 1e-9) > Math.floor(index * share + 1e-9);
  }

  private static List<Moment> cuts(Moment from, Moment until, List<Spell> bad) {
    double seconds = (until.nanos() - from.nanos()) / NANOS;
    int count = (int) Math.clamp(seconds / LEAST_SECONDS, 1, MOST_BLOCKS);
    double length = (until.nanos() - from.nanos()) / (double) count;
    TreeSet<Moment> cuts = new TreeSet<>();
    cuts.add(from);
    cuts.add(until);
    for (int i = 1; i < count; i++) {
      Moment cut = quiet(from.plusNanos((long) (i * length)), bad, (long) (length / 2));
      if (cut.isAfter(from) && cut.isBefore(until)) {
        cuts.add(cut);
      }
    }
    return List.copyOf(cuts);
  }

  /** The beginning of what it would cut through, if that is not too far; else its end; else it. */
  private static Moment quiet(Moment cut, List<Spell> bad, long reach) {
    Moment earlier = cut;
    for (Spell spell : bad.reversed()) { // each may lead to one that began before it
      if (spell.from().isBefore(earlier) && spell.until().isAfter(earlier)) {
        earlier = spell.from();
      }
    }
    if (cut.nanos() - earlier.nanos() <= reach) {
      return earlier;
    }
    Moment later = cut;
    for (Spell spell : bad) {
      if (spell.from().isBefore(later) && spell.until().isAfter(later)) {
        later = spell.until();
      }
    }
    return later.nanos() - cut.nanos() <= reach ? later : cut;
  }
}
