package dev.linkflux.stream;

import dev.linkflux.time.Dated;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has gone through the uplinks in this calendar month, as far as this run has seen it. One
 * owner: not thread safe.
 */
final class MonthlyUse {
  private ZoneId zone;
  private Map<UplinkId, Long> bytes = new HashMap<>();
  private @Nullable Dated dated;
  private @Nullable YearMonth month;

  /**
   * @param zone in which months begin
   */
  MonthlyUse(ZoneId zone) {
    this.zone = zone;
  }

  void accept(Dated now) {
    dated = now;
    turn(now.at());
  }

  void accept(Used used) {
    turn(used.at());
    bytes.merge(used.uplink(), used.bytes(), Long::sum);
  }

  /** Bytes of an uplink in the month that it is at that moment, which is none of the past. */
  long of(UplinkId uplink, Moment now) {
    turn(now);
    return bytes.getOrDefault(uplink, 0L);
  }

  /** What was counted goes on, of those that are left. */
  void reconfigured(ZoneId now, Successors names) {
    Map<UplinkId, Long> left = new HashMap<>();
    bytes.forEach(
        (before, counted) -> {
          UplinkId uplink = names.of(before);
          if (uplink != null) {
            left.put(uplink, counted);
          }
        });
    bytes = left;
    zone = now;
  }

  /** Another month has begun, or the clock was wrong before: what was counted is not of it. */
  private void turn(Moment now) {
    Dated known = dated;
    if (known == null) {
      return;
    }
    YearMonth present = YearMonth.from(known.wall().plus(now.since(known.at())).atZone(zone));
    if (month != null && !present.equals(month)) {
      bytes.clear();
    }
    month = present;
  }
}
