package dev.linkflux.trace;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came of probes, summed up as the programs that sent them do. */
final class Counted {
  /** Of one uplink and target; times in nanoseconds. */
  static final class Sums {
    long sent;
    long received;
    long bounced;
    long min = Long.MAX_VALUE;
    long max;
    long total;

    /** Sent/received min/avg/max ms. */
    @Override
    public String toString() {
      return received == 0
          ? sent + "/0"
          : String.format(
              Locale.ROOT,
              "%d/%d %.3f/%.3f/%.3f",
              sent,
              received,
              min / 1e6,
              total / 1e6 / received,
              max / 1e6);
    }
  }

  private Counted() {}

  /** By {@code uplink target}. */
  static Map<String, Sums> of(List<Event> events) {
    Map<String, Sums> all = new TreeMap<>();
    for (Event event : events) {
      if (event instanceof Observation seen) {
        ProbeId id = seen.id();
        Sums sums =
            all.computeIfAbsent(id.uplink().name() + " " + id.target().name(), _ -> new Sums());
        switch (seen) {
          case Observation.Sent _ -> sums.sent++;
          case Observation.Returned it -> {
            sums.received++;
            sums.min = Math.min(sums.min, it.rtt());
            sums.max = Math.max(sums.max, it.rtt());
            sums.total += it.rtt();
          }
          case Observation.Bounced _ -> sums.bounced++;
          case Observation.Withheld _ -> {}
        }
      }
    }
    return all;
  }

  /** The same, each in one line. */
  static Map<String, String> lines(List<Event> events) {
    Map<String, String> lines = new TreeMap<>();
    of(events).forEach((whom, sums) -> lines.put(whom, sums.toString()));
    return lines;
  }
}
