package dev.linkflux.replay.report;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Divides what room there is: who needs little gets it all, the others share the rest. */
final class Room {
  private Room() {}

  /**
   * What each gets, in the same order.
   *
   * @param room to divide; not negative
   * @param needs what each would like to have
   */
  static long[] divide(long room, long[] needs) {
    int[] byNeed =
        IntStream.range(0, needs.length)
            .boxed()
            .sorted(Comparator.comparingLong(i -> needs[i]))
            .mapToInt(i -> i)
            .toArray();
    long[] given = new long[needs.length];
    long free = room;
    for (int n = 0; n < byNeed.length; n++) {
      int i = byNeed[n];
      given[i] = Math.min(needs[i], free / (byNeed.length - n));
      free -= given[i];
    }
    return given;
  }
}
