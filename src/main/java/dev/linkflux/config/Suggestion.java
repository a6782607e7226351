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

  /** The nearest by edits (Levenshtein), if it is near: a third of its letters at most. */
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

  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
