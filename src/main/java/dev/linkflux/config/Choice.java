package dev.linkflux.config;

import java.util.List;
import java.util.function.Function;

/** Values that are one of a few words. */
final class Choice {
  private static final List<String> FLAGS = List.of("true", "false");

  private Choice() {}

  /** A parser that takes one of these words. */
  static Function<String, String> of(String... words) {
    return of(List.of(words));
  }

  /** A parser that takes one of these words. */
  static Function<String, String> of(List<String> known) {
    return text -> {
      if (!known.contains(text)) {
        String meant =
            Suggestion.nearest(known, text).map(word -> "; did you mean " + word + "?").orElse("");
        throw new MalformedValue(
            Quoted.of(text) + " is not one of " + String.join(", ", known) + meant);
      }
      return text;
    };
  }

  /**
   * True or false, in these words only.
   *
   * @throws MalformedValue otherwise
   */
  static boolean flag(String text) {
    if (!FLAGS.contains(text)) {
      throw new MalformedValue(Quoted.of(text) + " is neither true nor false");
    }
    return text.equals("true");
  }
}
