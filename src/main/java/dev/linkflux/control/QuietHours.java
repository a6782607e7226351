package dev.linkflux.control;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The hours of every day in which people want to be left alone. They are by the clock on the wall:
 * when that is set forward or back, a night is an hour shorter or longer.
 *
 * @param from their first minute
 * @param to the first minute after them; before {@code from} if midnight lies between
 * @param zone of both
 * @param urgent true if what is urgent is told all the same
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone, boolean urgent) {
  /** True if it is quiet at that time. */
  public boolean includes(Instant wall) {
    LocalTime now = LocalTime.ofInstant(wall, zone);
    return from.isBefore(to)
        ? !now.isBefore(from) && now.isBefore(to)
        : !now.isBefore(from) || now.isBefore(to);
  }

  /**
   * How long it is until their next end; more than nothing. An end that the wall's clock leaves out
   * is when it goes on after the gap.
   */
  public Duration untilEnd(Instant wall) {
    ZonedDateTime now = wall.atZone(zone);
    for (int days = 0; ; days++) {
      Instant end = ZonedDateTime.of(now.toLocalDate().plusDays(days), to, zone).toInstant();
      if (end.isAfter(wall)) {
        return Duration.between(wall, end);
      }
    }
  }
}
