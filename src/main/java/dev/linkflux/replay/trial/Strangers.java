package dev.linkflux.replay.trial;

import dev.linkflux.control.Settings;
import dev.linkflux.probe.Observation;
import dev.linkflux.time.Event;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Watches over a foreign log for somebody who did not appear at its beginning: the settings were
 * made without them. One owner.
 */
public final class Strangers implements Consumer<List<Event>> {
  /** Somebody has appeared; everything has to be begun anew. */
  public static final class Appeared extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Appeared(String name) {
      super(name, null, false, false);
    }
  }

  private final int uplinks;
  private final int targets;
  private final Set<String> known;
  private final Set<String> asked;

  /**
   * @param settings whose places the events have
   */
  public Strangers(Beginning beginning, Settings settings) {
    uplinks = settings.uplinks().size();
    targets = settings.targets().size();
    known = Set.copyOf(beginning.uplinks());
    asked = Set.copyOf(beginning.targets());
  }

  /**
   * Looks at events.
   *
   * @throws Appeared if one is about somebody who is not known
   */
  @Override
  public void accept(List<Event> batch) {
    for (Event event : batch) {
      if (event instanceof Observation seen) {
        var id = seen.id();
        if (id.uplink().ordinal() >= uplinks && !known.contains(id.uplink().name())) {
          throw new Appeared(id.uplink().name());
        }
        if (id.target().ordinal() >= targets && !asked.contains(id.target().name())) {
          throw new Appeared(id.target().name());
        }
      }
    }
  }
}
