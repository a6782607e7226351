package dev.linkflux.time;

import java.util.Locale;

/** How a round-trip time was measured, best first. */
public enum Stamping {
  /** The kernel stamped both ends: the time inside this program is not in it. */
  KERNEL,
  /** The kernel's own figure of a connection (tcp(7), TCP_INFO). */
  CONNECTION,
  /** The kernel stamped the reply only: the time until the request left is in it. */
  KERNEL_RECEIVE,
  /** The clock of this program: its own delays are in it. */
  PROGRAM;

  /** As it is written in metrics. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
