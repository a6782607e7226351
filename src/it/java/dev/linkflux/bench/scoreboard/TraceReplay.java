package dev.linkflux.bench.scoreboard;

import dev.linkflux.control.Control;
import dev.linkflux.control.Preset;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.UplinkId;
import java.util.List;

/** A trace through the pure chain with the settings of a preset, as {@code replay} does it. */
final class TraceReplay {
  private final Trace trace;
  private final Control control;
  private List<UplinkId> carrying = List.of();
  private int switches;
  private int falls;

  TraceReplay(Trace trace, Preset preset) {
    this.trace = trace;
    this.control = new Control(preset.settings(trace.uplinks(), trace.targets()));
  }

  int switches() {
    for (Event event : trace.events()) {
      control.accept(event, this::take);
    }
    return trace.uplinks().size() > 1 ? switches : falls;
  }

  private void take(Event output) {
    switch (output) {
      case Election election -> {
        switches += carrying.isEmpty() || carrying.equals(election.carrying()) ? 0 : 1;
        carrying = election.carrying();
      }
      case Transition transition -> falls += transition.from() == StateName.UP ? 1 : 0;
      default -> {}
    }
  }
}
