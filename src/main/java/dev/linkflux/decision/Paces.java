package dev.linkflux.decision;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * How quickly each uplink is to be probed, told when it changes: fast while it is suspect; rarely
 * if it is metered and stands by, up or down, with nothing to find out about it. One owner; not
 * thread safe.
 */
final class Paces {
  private final List<Monitor> monitors;
  private final Elector elector;

  /** What was said last of each uplink, by its ordinal. */
  private final Tempo[] said;

  Paces(List<Monitor> monitors, Elector elector) {
    this.monitors = monitors;
    this.elector = elector;
    this.said = new Tempo[monitors.size()];
    Arrays.fill(said, Tempo.STEADY);
  }

  /** Something about an uplink has changed. */
  void tell(Monitor monitor, Moment at, Consumer<? super Event> next) {
    Tempo tempo = of(monitor);
    int uplink = monitor.uplink.id().ordinal();
    if (said[uplink] != tempo) {
      said[uplink] = tempo;
      next.accept(new Pace(at, monitor.uplink.id(), tempo));
    }
  }

  /** Others carry now: that concerns the metered ones. */
  void tellMetered(Moment at, Consumer<? super Event> next) {
    for (Monitor monitor : monitors) {
      if (monitor.uplink.isMetered()) {
        tell(monitor, at, next);
      }
    }
  }

  private Tempo of(Monitor monitor) {
    if (monitor.suspicion.isFast()) {
      return Tempo.FAST;
    }
    boolean resting =
        monitor.uplink.isMetered()
            && !elector.isCarrying(monitor.uplink.id())
            && switch (monitor.state()) {
              case State.Up _, State.Down _, State.Disabled _ -> true;
              case State.Unknown _, State.Failing _, State.Degraded _, State.Recovering _ -> false;
            };
    return resting ? Tempo.REST : Tempo.STEADY;
  }
}
