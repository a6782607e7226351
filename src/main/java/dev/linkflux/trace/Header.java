package dev.linkflux.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.time.Moment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The first line of a trace file.
 *
 * @param wall wall time of the trace's zero, in whole milliseconds; the same in every file of one
 *     recording
 * @param config the effective configuration that was recorded under when the file began; an empty
 *     object if unknown
 * @param began the moment from which on this file holds the events
 */
public record Header(Instant wall, JsonNode config, Moment began) {
  static final String FORMAT = "linkflux-trace";
  static final int VERSION = 1;

  public Header {
    wall = wall.truncatedTo(ChronoUnit.MILLIS);
  }
}
