package dev.linkflux.config;

import dev.linkflux.decision.Crontab;

/** Times that come again, as text: the five fields of crontab(5). */
final class CronText {
  private CronText() {}

  /**
   * The text itself, its fields one space apart.
   *
   * @throws MalformedValue if it is none
   */
  static String parse(String text) {
    try {
      Crontab.check(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedValue(Quoted.of(text) + " is not a time as in crontab: " + e.getMessage());
    }
    return text.strip().replaceAll("\\s+", " ");
  }
}
