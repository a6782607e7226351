package dev.linkflux.bench.scoreboard;

import java.util.List;
import java.util.Locale;

/** How often traffic moved in an hour: a mean over some hours, and the worst of them. */
record Flaps(double mean, int most) {
  static Flaps of(List<Integer> hours) {
    return new Flaps(
        hours.stream().mapToInt(Integer::intValue).average().orElseThrow(),
        hours.stream().mapToInt(Integer::intValue).max().orElseThrow());
  }

  /** For the table: the mean and, in brackets, the worst. */
  String text() {
    return String.format(Locale.ROOT, "%.1f (%d)", mean, most);
  }
}
