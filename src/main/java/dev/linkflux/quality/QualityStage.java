package dev.linkflux.quality;

import dev.linkflux.probe.Outcome;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stage;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * From the outcomes of an uplink's probes to its quality, told at the next tick of a fixed grid
 * after something new. Passes the outcomes on: the decision looks at each of them too.
 */
public final class QualityStage implements Stage {
  private final List<Uplink> lines;
  private final List<Target> asked;
  private final UplinkWindows[] uplinks;

  /** Not later than the earliest tick that is due. */
  private long due = Long.MAX_VALUE;

  public QualityStage(List<Uplink> uplinks, List<Target> targets, Windowing windowing) {
    this(uplinks, targets, uplink -> new UplinkWindows(uplink.id(), targets, windowing));
  }

  private QualityStage(
      List<Uplink> uplinks, List<Target> targets, Function<Uplink, UplinkWindows> windows) {
    this.lines = List.copyOf(uplinks);
    this.asked = List.copyOf(targets);
    this.uplinks = uplinks.stream().map(windows).toArray(UplinkWindows[]::new);
  }

  /**
   * The stage that goes on from here by other settings. The windows of the same line stay, each
   * target's with the target, as long as it is asked the same. A window that has become longer
   * fills up from what there is; a shorter one drops what is too old with the next quality.
   */
  public QualityStage successor(List<Uplink> uplinks, List<Target> targets, Windowing windowing) {
    Heirs ways = Heirs.ofLines(lines, uplinks);
    Heirs questions = Heirs.ofTargets(asked, targets);
    QualityStage heir =
        new QualityStage(
            uplinks,
            targets,
            uplink -> {
              int way = ways.before(uplink.id().ordinal());
              return way == Heirs.NOBODY
                  ? new UplinkWindows(uplink.id(), targets, windowing)
                  : this.uplinks[way].successor(uplink.id(), targets, questions, windowing);
            });
    for (UplinkWindows windows : heir.uplinks) {
      heir.due = Math.min(heir.due, windows.due());
    }
    return heir;
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
    } else if (event instanceof RecalledFloor then) {
      uplinks[then.uplink().ordinal()].recall(then);
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
      Quality quality = first.fire();
      next.accept(quality);
      first.tellFloors(quality.at().nanos(), next);
    }
  }
}
