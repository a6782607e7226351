package dev.linkflux.replay;

import dev.linkflux.control.Fitting;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.time.Event;
import dev.linkflux.trace.Configured;
import java.util.ArrayList;
import java.util.List;

/**
 * Inputs of a trace as those of some settings, and from each change of the configuration that is
 * followed as those of the settings that it led to. One owner.
 */
final class Fitted {
  private final Changes changes;
  private Fitting fitting;

  Fitted(Settings settings, Changes changes) {
    this.changes = changes;
    this.fitting = new Fitting(settings);
  }

  List<Event> of(List<Event> batch) {
    for (int i = 0; i < batch.size(); i++) {
      if (batch.get(i) instanceof Configured) {
        return cut(batch);
      }
    }
    return fitting.fit(batch);
  }

  private List<Event> cut(List<Event> batch) {
    List<Event> fitted = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (batch.get(i) instanceof Configured change) {
        fitted.addAll(fitting.fit(batch.subList(from, i)));
        from = i + 1;
        Settings next = changes.to(change.config());
        if (next != null) {
          fitting = new Fitting(next);
          fitted.add(new Reconfigured(change.at(), next, null, change.config().toString()));
        }
      }
    }
    fitted.addAll(fitting.fit(batch.subList(from, batch.size())));
    return fitted;
  }
}
