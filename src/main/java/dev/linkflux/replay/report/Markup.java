package dev.linkflux.replay.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that others have written, so that it stays text wherever it stands in the page. */
final class Markup {
  /** Names and sentences that are longer are cut: a page is to be read. */
  private static final int LONGEST = 400;

  private static final Pattern SPECIAL = Pattern.compile("[<>&\"']");
  private static final Pattern DANGEROUS = Pattern.compile("[<>&\\u2028\\u2029]");

  private Markup() {}

  /** For content and for attributes in quotes. */
  static String text(String raw) {
    return SPECIAL
        .matcher(cut(raw))
        .replaceAll(it -> Matcher.quoteReplacement("&#" + (int) it.group().charAt(0) + ";"));
  }

  /**
   * JSON for a script element: nothing in it ends the element, or begins a comment (HTML Living
   * Standard, 4.12.1.3); all of this is only within strings.
   */
  static String json(String json) {
    return DANGEROUS
        .matcher(json)
        .replaceAll(
            it -> Matcher.quoteReplacement("\\u%04x".formatted((int) it.group().charAt(0))));
  }

  /** At most 400 characters of it. */
  static String cut(String raw) {
    if (raw.length() <= LONGEST) {
      return raw;
    }
    int end = Character.isHighSurrogate(raw.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
    return raw.substring(0, end) + "…";
  }

  /** Bytes that it takes at most as a string of JSON here. */
  static int size(String raw) {
    String cut = cut(raw);
    int size = 2;
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      boolean plain = c >= ' ' && c < 0x7f && "<>&\"\\".indexOf(c) < 0;
      size += plain ? 1 : 6;
    }
    return size;
  }
}
