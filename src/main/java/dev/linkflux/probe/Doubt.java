package dev.linkflux.probe;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/** What is known of a probe that has no outcome yet. */
public sealed interface Doubt extends Event {
  ProbeId id();

  /** When it was sent. */
  Moment sentAt();

  /** It has waited longer than its adaptive limit (RFC 6298): reason for suspicion, no evidence. */
  record Overdue(Moment at, ProbeId id, Moment sentAt) implements Doubt {}

  /**
   * It has waited longer than the demand on the round-trip time allows, and longer than its
   * adaptive limit. However it ends, it is a breach; until it is answered it counts as silence.
   */
  record Missing(Moment at, ProbeId id, Moment sentAt) implements Doubt {}
}
