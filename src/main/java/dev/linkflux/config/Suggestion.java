package dev.linkflux.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which known word somebody may have meant. */
final class Suggestion {
  private static final int LONGEST = 40;

  private Suggestion() {}

  /** {@code did you mean interval?}, or else {@code known: fast, interval}. */
  static String among(Collection<String> known, String written) {
    return nearest(known, written)
        .map(word -> "did you mean " + word + "?")
        .orElseGet(() -> "known: " + String.join(", ", known));
  }

  /** The nearest by edits, if it is near: a third of its letters at most. */
  static Optional<String> nearest(Collection<String> known, String written) {
    String plain = plain(written);
    if (plain.isEmpty() || plain.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .filter(word -> distance(plain(word), plain) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(word -> distance(plain(word), plain)));
  }

  /** Spelling with hyphens, underscores or capitals is no difference. */
  private static String plain(String word) {
    return word.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
  }

  /** Optimal string alignment: as Levenshtein, and two neighbours exchanged count one. */
  private static int distance(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] =
            i == 0 || j == 0
                ? i + j
                : Math.min(
                    Math.min(edits[i - 1][j], edits[i][j - 1]) + 1,
                    edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[from.length()][to.length()];
  }
}
