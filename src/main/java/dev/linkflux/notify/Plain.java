package dev.linkflux.notify;

/** What may come from anybody, made fit for a log and for an environment. */
final class Plain {
  /** Of one value in the log. */
  private static final int LONGEST = 400;

  private static final String CUT = "...";

  private Plain() {}

  /** As {@link #text(CharSequence, int)}, of a length that a line of the log takes. */
  static String text(CharSequence foreign) {
    return text(foreign, LONGEST);
  }

  /**
   * The same on one line, with a question mark for each character that is not visible by itself.
   *
   * @param longest characters of the result at most; what is longer ends in three dots
   */
  static String text(CharSequence foreign, int longest) {
    boolean cut = foreign.length() > longest;
    int length = cut ? longest - CUT.length() : foreign.length();
    StringBuilder plain = new StringBuilder(length + CUT.length());
    for (int at = 0; at < length; ) {
      int one = Character.codePointAt(foreign, at);
      at += Character.charCount(one);
      plain.appendCodePoint(one == '\t' ? ' ' : isVisible(one) && at <= length ? one : '?');
    }
    return cut ? plain.append(CUT).toString() : plain.toString();
  }

  /** Neither controls, nor what turns the direction of writing, nor half a character. */
  private static boolean isVisible(int one) {
    return switch (Character.getType(one)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
