package dev.linkflux.soak;

/** What an uplink is really like, best first. */
enum Health {
  /** Nothing is wrong with it. */
  FINE,
  /** Something is, but whether it is to be left is a matter of opinion. */
  DOUBTFUL,
  /** It passes packets, but far from its demands. */
  BAD,
  /** It passes nothing. */
  DEAD
}
