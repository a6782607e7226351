package dev.linkflux.config;

/** Topics of a broker, under which all that we publish is. */
final class TopicText {
  /** Instead of a topic: not at all. */
  static final String OFF = "off";

  private static final int LONGEST = 200;

  private TopicText() {}

  /**
   * The topic, as it stands there.
   *
   * @throws MalformedValue if it has wildcards (MQTT 5.0 section 4.7.1), an empty level, or begins
   *     with a dollar sign, which is the broker's own
   */
  static String parse(String text) {
    boolean sound =
        !text.isEmpty()
            && text.length() <= LONGEST
            && text.equals(Quoted.oneLine(text))
            && text.chars().noneMatch(c -> c == '+' || c == '#')
            && !text.startsWith("$");
    for (String level : text.split("/", -1)) {
      sound &= !level.isBlank();
    }
    if (!sound) {
      throw new MalformedValue(
          Quoted.of(text) + " is not a topic, as in home/linkflux: no + or #, no empty level");
    }
    return text;
  }

  static String parseOrOff(String text) {
    return text.equals(OFF) || text.equals("false") ? OFF : parse(text);
  }
}
