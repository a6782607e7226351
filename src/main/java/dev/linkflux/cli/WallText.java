package dev.linkflux.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times of the trace's wall clock, and durations, for a person. */
final class WallText {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TENTHS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.S", Locale.ROOT).withZone(ZoneOffset.UTC);

  private WallText() {}

  /** {@code 2026-11-22 03:00:00 UTC}. */
  static String of(Instant wall) {
    return SECONDS.format(wall) + " UTC";
  }

  /** With tenths of a second, and without the zone. */
  static String exactly(Instant wall) {
    return TENTHS.format(wall);
  }

  /** In its two largest units: {@code 2 d 3 h}, {@code 5 min 10 s}, {@code 1.4 s}. */
  static String of(Duration length) {
    if (length.compareTo(Duration.ofMinutes(1)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1e3);
    }
    if (length.toHours() == 0) {
      return length.toMinutes() + " min " + length.toSecondsPart() + " s";
    }
    return length.toDays() == 0
        ? length.toHours() + " h " + length.toMinutesPart() + " min"
        : length.toDays() + " d " + length.toHoursPart() + " h";
  }
}
