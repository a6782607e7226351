package dev.linkflux.uplink;

import java.time.Duration;
import java.time.ZoneId;

/**
 * A time at which an uplink is expected to be worked on, again and again: it is avoided then.
 *
 * @param cron when it begins: minute, hour, day of the month, month, day of the week (crontab(5))
 * @param zone that {@code cron} is meant in
 * @param lasting how long the work takes at most; above zero
 * @param ahead how long before its beginning the uplink is left; not negative
 */
public record Maintenance(String cron, ZoneId zone, Duration lasting, Duration ahead) {}
