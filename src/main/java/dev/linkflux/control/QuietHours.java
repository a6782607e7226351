package dev.linkflux.control;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

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
}
