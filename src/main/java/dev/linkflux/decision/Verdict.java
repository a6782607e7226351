package dev.linkflux.decision;

import java.time.Duration;

/** What the evidence of a moment says of an uplink. */
sealed interface Verdict {
  /** A local fact rules it out. */
  record Cut(Cause cause) implements Verdict {}

  /** Nobody answers through it any more, beyond what chance explains. */
  record Silent() implements Verdict {}

  /**
   * It answers, but breaches a demand.
   *
   * @param confirm how long that must last before it counts
   */
  record Breached(Cause cause, Duration confirm) implements Verdict {}

  /**
   * It answers and meets its demands.
   *
   * @param proven that is no chance: the sequential test over its answers has accepted it
   */
  record Met(boolean proven) implements Verdict {}

  /** Not enough evidence for anything. */
  record Open() implements Verdict {}
}
