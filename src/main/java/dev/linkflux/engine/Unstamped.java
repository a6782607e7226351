package dev.linkflux.engine;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/**
 * An event that waits for its moment: sources hand these to the gate, which alone orders and
 * stamps.
 */
@FunctionalInterface
public interface Unstamped {
  Event at(Moment moment);
}
