package dev.linkflux.uplink;

import java.util.Locale;

/** What the operator wants of an uplink. */
public enum Steering {
  /** Nothing: it is as the evidence says. */
  AUTO,
  /** It carries, whatever its tier, as long as anything comes through it. */
  PIN,
  /** It carries only if nothing comes through any other. */
  AVOID;

  /** As it is written in traces, on the stream and in requests. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
