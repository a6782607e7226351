package dev.linkflux.replay.score;

/** What an uplink really was for a while, as is known afterwards. */
public enum Condition {
  /** It answered, and within the demands. */
  GOOD,
  /** It answered, and did not meet a demand. */
  BREACHING,
  /** It did not answer at all, or its link was lost. */
  DEAD,
  /** Nothing was asked of it. */
  UNKNOWN;

  /** True if traffic is better off elsewhere, if there is an elsewhere. */
  public boolean isBad() {
    return this == BREACHING || this == DEAD;
  }
}
