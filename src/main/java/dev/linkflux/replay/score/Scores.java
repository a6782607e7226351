package dev.linkflux.replay.score;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.StateName;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import java.util.LinkedHashMap;
import java.util.Map;

/** Holds what one configuration decided against the truth. */
public final class Scores {
  private static final double NANOS = 1e9;

  private Scores() {}

  /**
   * The score of a span of the trace. Seconds, bytes, switches and flaps of two spans add up to
   * those of both; a delay belongs to the span in which it is over.
   *
   * @param truth that has ended
   * @param settings that the course was decided by
   * @param until not before {@code from}, nor behind the end of the trace
   */
  public static Score of(Truth truth, Course course, Settings settings, Moment from, Moment until) {
    long begin = from.nanos();
    long end = until.nanos();
    Burden burden = new Burden(truth, course, settings, begin, end);
    Switches switches = new Switches(truth, course.carryings(), settings.uplinks(), begin, end);
    Delaying recovery = new Delaying();
    Map<String, Map<StateName, Double>> inState = new LinkedHashMap<>();
    long flaps = 0;
    double bytes = 0;
    for (Uplink uplink : settings.uplinks()) {
      Returns returns =
          new Returns(truth.spells(uplink.name()), course.stays(uplink.name()), begin, end);
      returns.recovery(recovery);
      inState.put(uplink.name(), returns.inState());
      flaps += returns.flaps();
      Spending spending = new Spending(uplink, settings.targets(), settings.probing());
      bytes +=
          spending.until(end, course.steps(uplink.id()))
              - spending.until(begin, course.steps(uplink.id()));
    }
    return new Score(
        (end - begin) / NANOS,
        switches.all(),
        flaps,
        burden.badSeconds(),
        burden.hopelessSeconds(),
        switches.needless(),
        burden.detection(),
        recovery.delays(),
        Math.round(bytes),
        inState,
        burden.carried());
  }
}
