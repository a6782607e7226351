package dev.linkflux.config;

/** Text of a user in a message of ours: short, and on one line. */
final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  /** The text in quotes, shortened where it is long. */
  static String of(String text) {
    int end = Math.min(text.length(), LONGEST);
    boolean splitsPair = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    String shown =
        text.length() <= LONGEST ? text : text.substring(0, splitsPair ? end - 1 : end) + "...";
    return "'" + oneLine(shown) + "'";
  }

  /** The same with control characters and line ends written as escapes. */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(character -> append(line, character));
    return line.toString();
  }

  private static void append(StringBuilder line, int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          line.append("\\u%04x".formatted(character));
      default -> line.appendCodePoint(character);
    }
  }
}
