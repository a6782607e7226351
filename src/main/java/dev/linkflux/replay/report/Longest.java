package dev.linkflux.replay.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * What of a long list is shown where there is no room for all: those that lasted longest, in their
 * order. The short ones would hardly be seen.
 *
 * @param shown the first of all is always among them
 * @param left how many are not
 */
record Longest<T>(List<T> shown, int left) {
  /**
   * @param lasted how long each did
   * @param size bytes that each takes
   * @param most how many there is room for; at least 1
   * @param room bytes that there are for them
   */
  static <T> Longest<T> of(
      List<T> all, ToLongFunction<T> lasted, ToIntFunction<T> size, int most, long room) {
    if (all.isEmpty()) {
      return new Longest<>(List.of(), 0);
    }
    Integer[] byLength = IntStream.range(1, all.size()).boxed().toArray(Integer[]::new);
    Arrays.sort(byLength, Comparator.comparingLong((Integer i) -> -lasted.applyAsLong(all.get(i))));
    boolean[] kept = new boolean[all.size()];
    kept[0] = true;
    long free = room - size.applyAsInt(all.getFirst());
    int count = 1;
    for (Integer i : byLength) {
      free -= size.applyAsInt(all.get(i));
      if (count == most || free < 0) {
        break;
      }
      kept[i] = true;
      count++;
    }
    List<T> shown = new ArrayList<>(count);
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        shown.add(all.get(i));
      }
    }
    return new Longest<>(shown, all.size() - count);
  }
}
