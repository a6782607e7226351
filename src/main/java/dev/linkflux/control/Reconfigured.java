package dev.linkflux.control;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From now on other settings hold. An input like any other: journalled, so that a replay changes
 * them at the same place. What both settings name, and what is the same in both, goes on as if
 * nothing had happened: windows, states, penalties, and probes under way. Ids are those of the new
 * settings from this event on.
 *
 * @param shadow other settings of which it is told what they would have decided, or null
 * @param effective the configuration as JSON text, defaults filled in, as in the header of a trace
 * @param changes what is other than before, in words for a person, one change each; empty if nobody
 *     has said so
 */
public record Reconfigured(
    Moment at, Settings settings, @Nullable Settings shadow, String effective, List<String> changes)
    implements Event {
  public Reconfigured {
    changes = List.copyOf(changes);
  }

  /** One whose changes nobody has put into words. */
  public Reconfigured(Moment at, Settings settings, @Nullable Settings shadow, String effective) {
    this(at, settings, shadow, effective, List.of());
  }
}
