package dev.linkflux.stream;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Says what there is to somebody who asked for what there is not. */
final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  static String to(String path, Collection<Resource> all) {
    List<String> known = all.stream().map(Resource::path).distinct().sorted().toList();
    return "there is no `%s`; %s"
        .formatted(
            path,
            known.stream()
                .filter(it -> isNear(it, path))
                .min(Comparator.comparingInt(it -> distance(it, path)))
                .map(it -> "did you mean `" + it + "`? All that there is stands under /api/v1")
                .orElseGet(
                    () -> known.stream().collect(Collectors.joining(", ", "there are /, ", ""))));
  }

  private static boolean isNear(String known, String path) {
    return path.length() <= LONGEST && distance(known, path) <= 1 + known.length() / 6;
  }

  /** Levenshtein's. */
  private static int distance(String from, String to) {
    int[] before = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] now = new int[to.length() + 1];
      now[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int other = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(Math.min(before[j], now[j - 1]) + 1, before[j - 1] + other);
      }
      before = now;
    }
    return before[to.length()];
  }
}
