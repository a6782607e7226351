package dev.linkflux.route;

/** What becomes of the flows that an uplink has carried when it does not carry any more. */
public enum Flows {
  /** Connection tracking is never touched. */
  KEEP,
  /** Those that were translated to its addresses, or bear its mark, are forgotten at once. */
  EXPIRE,
  /**
   * As long as it could carry, those that bear its mark go on through it, since its rule still
   * leads there; the others are forgotten at once.
   */
  DRAIN
}
