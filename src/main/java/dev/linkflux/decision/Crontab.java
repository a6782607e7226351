package dev.linkflux.decision;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When something happens again and again by the local clock: minute, hour, day of the month, month,
 * day of the week, as crontab(5) says. Where clocks are put forward, what would have been in the
 * hour that is left out is at its end; where they are put back, it is the first time only (both as
 * in cron(8)). The library is asked for a calendar without such hours: in zones it has its own
 * mind.
 */
public final class Crontab {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private static final int FIELDS = 5;

  /** From where on it is looked for a day that there ever is: of a leap year. */
  private static final ZonedDateTime LEAP =
      ZonedDateTime.of(2028, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private final ExecutionTime times;
  private final ZoneId zone;

  Crontab(String cron, ZoneId zone) {
    this.times = parse(cron);
    this.zone = zone;
  }

  /**
   * Does nothing if it is one.
   *
   * @param cron five fields, as {@code 30 2 * * 1-5}
   * @throws IllegalArgumentException if it is none, or names no time that there ever is; says why
   */
  public static void check(String cron) {
    ExecutionTime _ = parse(cron);
  }

  private static ExecutionTime parse(String cron) {
    String trimmed = cron.strip();
    int fields = trimmed.isEmpty() ? 0 : trimmed.split("\\s+", -1).length;
    if (fields != FIELDS) {
      throw new IllegalArgumentException(
          "five fields expected (minute, hour, day of the month, month, day of the week), as in"
              + " \"30 2 * * 1-5\", not "
              + fields);
    }
    ExecutionTime times;
    try {
      times = ExecutionTime.forCron(PARSER.parse(trimmed));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
    if (times.nextExecution(LEAP).isEmpty()) {
      throw new IllegalArgumentException("there is never such a day");
    }
    return times;
  }

  private static String reason(Throwable e) {
    Throwable cause = e.getCause();
    String message = cause == null ? e.getMessage() : cause.getMessage();
    return message == null ? "not as crontab(5) says" : message;
  }

  /** The last time that is not after a moment; null if there is none. */
  @Nullable Instant last(Instant now) {
    ZonedDateTime next = ZonedDateTime.of(reading(now), ZoneOffset.UTC).plusNanos(1);
    return times.lastExecution(next).map(this::instant).orElse(null);
  }

  /** The first time that is after a moment; null if there is none. */
  @Nullable Instant next(Instant now) {
    ZonedDateTime read = ZonedDateTime.of(reading(now), ZoneOffset.UTC);
    Optional<ZonedDateTime> next = times.nextExecution(read);
    return next.map(this::instant).orElse(null);
  }

  /** The latest that the local clock has shown so far. */
  private LocalDateTime reading(Instant now) {
    ZonedDateTime zoned = now.atZone(zone);
    LocalDateTime local = zoned.toLocalDateTime();
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    boolean again =
        change != null && change.isOverlap() && zoned.getOffset().equals(change.getOffsetAfter());
    return again ? change.getDateTimeBefore().minusNanos(1) : local;
  }

  private Instant instant(ZonedDateTime utc) {
    LocalDateTime local = utc.toLocalDateTime();
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap()
        ? change.getInstant()
        : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }
}
