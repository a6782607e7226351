package dev.linkflux.quality;

import dev.linkflux.probe.Outcome;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stage;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import java.util.function.Consumer;

/**
 * From the outcomes of an uplink's probes to its quality, told at the next tick of a fixed grid
 * after something new. Passes the outcomes on: the decision looks at each of them too.
 */
public final class QualityStage implements Stage {
  private final UplinkWindows[] uplinks;

  /** Not later than the earliest tick that is due. */
  private long due = Long.MAX_VALUE;

  public QualityStage(List<Uplink> uplinks, List<Target> targets, Windowing windowing) {
    this.uplinks =
        uplinks.stream()
            .map(uplink -> new UplinkWindows(uplink.id(), targets, windowing))
            .toArray(UplinkWindows[]::new);
  }

  @Override
  public void accept(Event event, Consumer<? super Event> next) {
    if (event.at().nanos() >= due) {
      fireUntil(event.at().nanos(), next);
    }
    if (event instanceof Outcome outcome) {
      UplinkWindows windows = uplinks[outcome.id().uplink().ordinal()];
      windows.take(outcome);
      due = Math.min(due, windows.due());
    }
    next.accept(event);
  }

  /**
   * Fires ticks in the order of their moments; of several at one moment in the order of the
   * configuration.
   */
  private void fireUntil(long now, Consumer<? super Event> next) {
    while (true) {
      UplinkWindows first = null;
      due = Long.MAX_VALUE;
      for (UplinkWindows windows : uplinks) {
        if (windows.due() < due) {
          due = windows.due();
          first = windows;
        }
      }
      if (first == null || due > now) {
        return;
      }
      next.accept(first.fire());
    }
  }
}
