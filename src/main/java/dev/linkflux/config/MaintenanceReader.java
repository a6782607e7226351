package dev.linkflux.config;

import dev.linkflux.uplink.Maintenance;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** {@code maintenance} of an uplink: when it is expected to be worked on. */
final class MaintenanceReader {
  private static final String EXAMPLE =
      "- {when: \"0 3 * * SUN\", zone: Europe/Berlin, lasting: 2h, ahead: 1m}";

  /** Traffic moves at once; a minute is for connections that end by themselves. */
  private static final Duration DEFAULT_AHEAD = Duration.ofMinutes(1);

  private MaintenanceReader() {}

  /**
   * Those of an uplink, in the order of the file.
   *
   * @param zone where none is given
   */
  static List<Maintenance> read(Section uplink, ZoneId zone) {
    List<Maintenance> windows = new ArrayList<>();
    for (Section section : uplink.sections("maintenance", EXAMPLE)) {
      String when = section.need("when", EXAMPLE, CronText::parse);
      ZoneId meant = section.read("zone", zone, ZoneText::parse);
      Duration lasting =
          section.need(
              "lasting", EXAMPLE, DurationText.between(Duration.ofMinutes(1), Duration.ofDays(7)));
      Duration ahead =
          section.read(
              "ahead", DEFAULT_AHEAD, DurationText.between(Duration.ZERO, Duration.ofHours(12)));
      section.done();
      if (when != null && lasting != null) {
        windows.add(new Maintenance(when, meant, lasting, ahead));
      }
    }
    return windows;
  }
}
