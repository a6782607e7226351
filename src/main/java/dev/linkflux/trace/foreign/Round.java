package dev.linkflux.trace.foreign;

import java.util.List;
import java.util.function.Consumer;

/**
 * A round of probes of which smokeping has written down the times of the answers, the fastest
 * first, and how many were lost; which of them were, nobody knows: they are spread evenly.
 *
 * @param ended when it was written down, in nanoseconds since 1970
 * @param sent how many probes
 * @param rtts of the answers, in nanoseconds
 */
record Round(long ended, int sent, List<Long> rtts) {
  /**
   * Hands on its probes, the last one a distance before the end.
   *
   * @param before when the round before it ended; {@link Long#MIN_VALUE} if there is none
   */
  void spread(
      Origin origin, String uplink, String target, long before, Consumer<? super Entry> into) {
    long spacing = origin.spacing();
    if (before != Long.MIN_VALUE) {
      spacing = Math.min(spacing, (ended - before) / sent);
    }
    int answers = 0;
    for (int i = 0; i < sent; i++) {
      long at = ended - (sent - i) * spacing;
      into.accept(
          Sums.isLost(i, (long) sent - rtts.size(), sent)
              ? Entry.lost(uplink, target, at)
              : Entry.replied(uplink, target, at, rtts.get(answers++)));
    }
  }
}
