package dev.linkflux.decision;

/** The names of the states, as users see them. */
public enum StateName {
  UNKNOWN("Unknown"),
  UP("Up"),
  DEGRADED("Degraded"),
  DOWN("Down"),
  RECOVERING("Recovering"),
  DISABLED("Disabled");

  private final String wire;

  StateName(String wire) {
    this.wire = wire;
  }

  /** The name in JSON and documents. */
  public String wire() {
    return wire;
  }

  @Override
  public String toString() {
    return wire;
  }
}
