package dev.linkflux.server.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The clock of a server, and ours. */
final class Clocks {
  /** Beyond the year 3000 it is no time in seconds. */
  private static final double LATEST = 32_503_680_000.0;

  private static final double MILLIS = 1_000;

  private Clocks() {}

  /**
   * What a server says for a time.
   *
   * @param node seconds since 1970, as a number or as text
   * @return null if it is neither: a server that does not say its time is not wrong about it
   */
  static @Nullable Instant time(JsonNode node) {
    try {
      double seconds = node.isNumber() ? node.doubleValue() : Double.parseDouble(node.asText());
      return Math.abs(seconds) < LATEST ? Instant.ofEpochMilli(Math.round(seconds * MILLIS)) : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /**
   * Whether two clocks differ.
   *
   * @param theirs what they said when they were asked, at some time from {@code sent} to {@code
   *     ours} of our clock
   * @return null if they do not, or by no more than {@code skew}
   */
  static @Nullable Breach differ(Instant theirs, Instant sent, Instant ours, Duration skew) {
    Duration behind = Duration.between(theirs, sent);
    Duration ahead = Duration.between(ours, theirs);
    Duration by = behind.compareTo(ahead) > 0 ? behind : ahead;
    return by.compareTo(skew) <= 0
        ? null
        : new Breach(
            Rung.CLOCK,
            "its clock is %s %s ours: %s there, %s here"
                .formatted(
                    Figures.seconds(by),
                    behind.compareTo(ahead) > 0 ? "behind" : "ahead of",
                    theirs.truncatedTo(ChronoUnit.SECONDS),
                    ours.truncatedTo(ChronoUnit.SECONDS)));
  }
}
