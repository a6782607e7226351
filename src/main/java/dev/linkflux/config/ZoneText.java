package dev.linkflux.config;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Time zones as text: a name of the tz database ({@code Europe/Berlin}), or UTC. */
final class ZoneText {
  private ZoneText() {}

  /**
   * The zone of a name.
   *
   * @throws MalformedValue if there is none
   */
  static ZoneId parse(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException _) {
      throw new MalformedValue(
          Quoted.of(text)
              + " is not a time zone, as in Europe/Berlin or UTC"
              + Suggestion.nearest(ZoneId.getAvailableZoneIds(), text)
                  .map(zone -> "; did you mean " + zone + "?")
                  .orElse(""));
    }
  }
}
