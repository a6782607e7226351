package dev.linkflux.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What the status of an answer means for the letter. */
final class Judgement {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY_REQUESTS = 429;

  private Judgement() {}

  /**
   * @param retryAfter the header of that name (RFC 9110 section 10.2.3), or null
   * @param now what a date in it is held against
   */
  static Answer of(int status, @Nullable String retryAfter, Instant now) {
    String said = "status " + status;
    return switch (status / 100) {
      case 2 -> new Answer.Taken();
      case 3 -> new Answer.Refused(said + ", and redirections are not followed");
      case 5 -> new Answer.Later(said, atLeast(retryAfter, now));
      default ->
          switch (status) {
            case REQUEST_TIMEOUT, TOO_EARLY, TOO_MANY_REQUESTS ->
                new Answer.Later(said, atLeast(retryAfter, now));
            default -> new Answer.Refused(said);
          };
    };
  }

  /** Seconds, or a date; nothing if it is neither. */
  private static Duration atLeast(@Nullable String header, Instant now) {
    if (header == null) {
      return Duration.ZERO;
    }
    try {
      Duration wait =
          header.matches("\\d{1,9}")
              ? Duration.ofSeconds(Integer.parseInt(header))
              : Duration.between(
                  now,
                  ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException | ArithmeticException _) {
      return Duration.ZERO;
    }
  }
}
