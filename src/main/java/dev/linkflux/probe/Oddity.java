package dev.linkflux.probe;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/** What a network did to replies besides losing or delaying them. Counted, and no evidence. */
public sealed interface Oddity extends Event {
  ProbeId id();

  /** A reply came once more. */
  record Duplicated(Moment at, ProbeId id) implements Oddity {}

  /**
   * A reply came after that of a younger probe (RFC 4737 section 3).
   *
   * @param extent how many younger ones were answered before it, from 1 (section 4.2.1)
   */
  record Reordered(Moment at, ProbeId id, int extent) implements Oddity {}
}
