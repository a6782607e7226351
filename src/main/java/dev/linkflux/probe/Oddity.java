package dev.linkflux.probe;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/** What a network did to replies besides losing or delaying them. Counted, and no evidence. */
public sealed interface Oddity extends Event {
  ProbeId id();

  /** A reply came once more. */
  record Duplicated(Moment at, ProbeId id) implements Oddity {}

  /** A reply came after that of a younger probe (RFC 4737 section 3.3). */
  record Reordered(Moment at, ProbeId id) implements Oddity {}
}
