package dev.linkflux.replay.tune;

import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which settings a trace can answer for: not how often and whom to probe, for the probes in it were
 * sent as they were.
 */
public final class Panel {
  private Panel() {}

  /**
   * The dials of some settings.
   *
   * @param also paths, or beginnings of paths, of demands that are off and may be turned on
   * @param fixed paths, or beginnings of paths, that must stay as they are
   * @throws MalformedGoal if there is no such path, or nothing is left to turn
   */
  static Dials of(Settings base, List<String> also, List<String> fixed) {
    List<Dial> all = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      if (DemandDials.isOn(base, metric) || also.stream().anyMatch(it -> covers(it, metric))) {
        all.addAll(DemandDials.of(base, metric));
      }
    }
    all.addAll(RuleDials.of(base));
    also.forEach(it -> refuseUnknown(it, all));
    fixed.forEach(it -> refuseUnknown(it, all));
    List<Dial> free =
        all.stream()
            .filter(dial -> fixed.stream().noneMatch(it -> covers(it, dial.name())))
            .filter(dial -> dial.size() > 1)
            .toList();
    if (free.isEmpty()) {
      throw new MalformedGoal("every setting is fixed: there is nothing to try");
    }
    return new Dials(base, free);
  }

  private static boolean covers(String path, Metric metric) {
    return covers(path, DemandDials.path(metric))
        || path.startsWith(DemandDials.path(metric) + ".");
  }

  private static boolean covers(String path, String name) {
    return name.equals(path) || name.startsWith(path + ".");
  }

  private static void refuseUnknown(String path, List<Dial> all) {
    if (all.stream().noneMatch(dial -> covers(path, dial.name()))) {
      throw new MalformedGoal(
          "there is no setting \"%s\" to try: %s"
              .formatted(path, all.stream().map(Dial::name).collect(Collectors.joining(", "))));
    }
  }
}
