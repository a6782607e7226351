package dev.linkflux.stream;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How durations and moments are written behind the question mark. What is not understood is refused
 * by a {@link Problem.Refusal} that shows what would be right.
 */
final class Times {
  /** At most so long, {@code every=}. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Pattern LASTING =
      Pattern.compile("(\\d{1,20}(?:\\.\\d{1,20})?)(ns|us|ms|s|m|h|d)");

  /** Nanoseconds. */
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  private Times() {}

  /** How often something is told, {@code every=}: whole milliseconds, seconds or minutes. */
  static Duration every(String value) {
    long unit =
        value.endsWith("ms") ? 1 : value.endsWith("s") ? 1000 : value.endsWith("m") ? 60_000 : 0;
    String digits = value.replaceFirst("(ms|s|m)$", "");
    if (unit == 0 || !digits.matches("[0-9]{1,9}")) {
      throw Problem.badRequest(
          "`every`: `" + value + "` is no duration; right would be `500ms`, `1s` or `1m`");
    }
    Duration every = Duration.ofMillis(Long.parseLong(digits) * unit);
    if (every.compareTo(LONGEST) > 0) {
      throw Problem.badRequest("`every`: `" + value + "` is too long; at most `60m`");
    }
    return every;
  }

  /**
   * How long something lasts, {@code for=}, written as in the configuration.
   *
   * @param most at most
   */
  static Duration lasting(String value, Duration most) {
    Matcher matcher = LASTING.matcher(value);
    if (!matcher.matches()) {
      throw Problem.badRequest(
          "`for`: `" + value + "` is no duration; right would be `90s`, `30m`, `2h` or `1d`");
    }
    BigDecimal unit = BigDecimal.valueOf(UNITS.getOrDefault(matcher.group(2), 0L));
    BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(unit);
    if (nanos.compareTo(BigDecimal.ONE) < 0
        || nanos.compareTo(BigDecimal.valueOf(most.toNanos())) > 0) {
      throw Problem.badRequest(
          "`for`: `" + value + "` is out of range; above 0, and at most `" + most.toDays() + "d`");
    }
    return Duration.ofNanos(nanos.longValue());
  }

  /**
   * A moment, ISO 8601.
   *
   * @param name of the parameter
   */
  static Instant moment(String name, String value) {
    try {
      // A plus that was not escaped has become a space.
      return OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException _) {
      throw Problem.badRequest(
          "`%s`: `%s` is no moment; right would be `2026-11-22T03:00:00Z`".formatted(name, value));
    }
  }
}
