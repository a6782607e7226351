package dev.linkflux.decision;

import java.util.Locale;

/** How quickly an uplink is probed. */
public enum Tempo {
  /** It is metered and stands by: rarely. */
  REST,
  /** As configured. */
  STEADY,
  /** It is suspect, and the matter is not settled. */
  FAST;

  /** As it is written in traces and on the stream. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
