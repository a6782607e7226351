package dev.linkflux.bench.scoreboard;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often an uplink was left without a reason.
 *
 * @param per30Days a mean
 * @param causes as counted, in all the days that were simulated
 */
record Wrong(double per30Days, Map<String, Integer> causes) {
  private static final double DAYS = 30;

  /** From parts that together last so many days. */
  static Wrong of(List<Map<String, Integer>> parts, int days) {
    Map<String, Integer> causes = new TreeMap<>();
    parts.forEach(part -> part.forEach((cause, count) -> causes.merge(cause, count, Integer::sum)));
    int all = causes.values().stream().mapToInt(Integer::intValue).sum();
    return new Wrong(all * DAYS / days, causes);
  }

  /** The causes for the table; empty if there are none or they have no name. */
  String why() {
    return causes.entrySet().stream()
        .filter(it -> !it.getKey().isEmpty())
        .map(it -> it.getKey() + " " + it.getValue())
        .collect(Collectors.joining(", "));
  }
}
