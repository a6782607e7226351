package dev.linkflux.replay;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Carried;
import dev.linkflux.probe.Observation;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.server.Remembered;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.util.List;

/**
 * Leaves out what is about uplinks, targets and servers that the settings do not have: names that
 * only a trace knows stand behind all configured ones.
 */
record Known(int uplinks, int targets, int servers) {
  static Known of(Settings settings) {
    return new Known(
        settings.uplinks().size(), settings.targets().size(), settings.servers().size());
  }

  List<Event> only(List<Event> batch) {
    for (Event event : batch) {
      if (!has(event)) {
        return batch.stream().filter(this::has).toList();
      }
    }
    return batch;
  }

  private boolean has(Event event) {
    return switch (event) {
      case Observation seen -> has(seen.id().uplink()) && seen.id().target().ordinal() < targets;
      case LinkFacts facts -> has(facts.uplink());
      case Steered steered -> has(steered.uplink());
      case Used used -> has(used.uplink());
      case Carried found -> found.uplinks().stream().allMatch(this::has);
      case Located located -> has(located.server());
      case Checked checked -> has(checked.server()) && has(checked.uplink());
      case Appointed appointed -> appointed.server() == null || has(appointed.server());
      case Remembered remembered -> has(remembered.server());
      default -> true;
    };
  }

  private boolean has(UplinkId uplink) {
    return uplink.ordinal() < uplinks;
  }

  private boolean has(ServerId server) {
    return server.ordinal() < servers;
  }
}
