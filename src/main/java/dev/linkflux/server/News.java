package dev.linkflux.server;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether what a check finds is other than what was told of it. */
final class News {
  /** How long something took differs from check to check, and says nothing new. */
  private static final Pattern TIME =
      Pattern.compile("[0-9]+([.][0-9]+)? ?(ns|us|µs|ms|s|min|h|d)\\b");

  private News() {}

  /**
   * True if it has to be told.
   *
   * @param told what was told last, or null
   */
  static boolean isNews(@Nullable ServerVerdict told, boolean serves, @Nullable Breach breach) {
    if (told == null || told.serves() != serves) {
      return true;
    }
    Breach before = told.breach();
    if (before == null || breach == null) {
      return before != null || breach != null;
    }
    return before.rung() != breach.rung()
        || !timeless(before.detail()).equals(timeless(breach.detail()));
  }

  private static String timeless(String detail) {
    return TIME.matcher(detail).replaceAll("");
  }
}
