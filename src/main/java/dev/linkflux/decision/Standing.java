package dev.linkflux.decision;

/**
 * How good an uplink is to carry traffic, best first: a worse one never does while there is a
 * better one.
 */
enum Standing {
  /** The operator wants it, and something comes through it. */
  PINNED,
  /** It meets its demands; or nothing is known yet, and it carries, or nobody does. */
  FIT,
  /** Nothing is known of it yet. */
  UNKNOWN,
  RECOVERING,
  DEGRADED,
  /** Something may come through it, but the operator does not want it, or it is worked on. */
  AVOIDED,
  /** Nothing is known of it yet, and one that is to be avoided carries and works: that stays. */
  UNHEARD,
  /** It is down, but a probe may still find a way. */
  SILENT,
  /** A local fact rules it out: nothing can come through it. */
  CUT,
  DISABLED;

  /** It is waited for, and takes over when those before it fail. */
  boolean isUsable() {
    return compareTo(UNKNOWN) <= 0;
  }

  /** It is wanted, and not only for want of a better one. */
  boolean isGood() {
    return compareTo(FIT) <= 0;
  }
}
