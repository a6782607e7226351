package dev.linkflux.replay;

import dev.linkflux.control.Settings;
import dev.linkflux.time.Event;
import java.util.List;
import java.util.function.Consumer;

/**
 * One of the settings that are tried on the same traces.
 *
 * @param name of its configuration
 * @param settings to decide by
 * @param changes what becomes of changes of the configuration in the traces
 * @param decided takes all that its stages make of the inputs, inputs included, in time order; on
 *     one thread at a time
 */
public record Lane(
    String name, Settings settings, Changes changes, Consumer<? super List<Event>> decided) {
  /** One whose settings hold from the beginning to the end. */
  public Lane(String name, Settings settings, Consumer<? super List<Event>> decided) {
    this(name, settings, Changes.IGNORED, decided);
  }
}
