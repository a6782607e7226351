package dev.linkflux.config;

/** Times that come again, as text: the five fields of crontab(5). */
final class CronText {
  private static final String FORM =
      "minute, hour, day of the month, month and day of the week expected, as in \"0 3 * * SUN\"";

  private CronText() {}

  /**
   * The text itself, its fields one space apart.
   *
   * @throws MalformedValue if it is not of that form
   */
  static String parse(String text) {
    String[] fields = text.strip().split("\\s+");
    if (fields.length != 5) {
      throw new MalformedValue(Quoted.of(text) + " has not five fields: " + FORM);
    }
    return String.join(" ", fields);
  }
}
