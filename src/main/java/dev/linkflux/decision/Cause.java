package dev.linkflux.decision;

import dev.linkflux.uplink.Metric;

/** Why something was decided; the names on the wire are fixed. */
public enum Cause {
  NO_INTERFACE("no-interface"),
  CARRIER_LOST("carrier-lost"),
  NO_ADDRESS("no-address"),
  NO_GATEWAY("no-gateway"),
  BLACKOUT("blackout"),
  LOSS("loss"),
  RTT("rtt"),
  JITTER("jitter"),
  PDV("pdv"),
  OPERATOR("operator"),
  /** It is expected to be worked on, now or soon. */
  MAINTENANCE("maintenance"),
  /** Its quota of the month is used up. */
  QUOTA("quota"),
  /** Another one is quicker, or balances better. */
  BETTER("better"),
  RECOVERED("recovered"),
  ISOLATED("isolated"),
  DAMPENED("dampened"),
  /** The first verdict after the start. */
  STARTED("started"),
  /** The configuration has changed, and nothing else. */
  RECONFIGURED("reconfigured");

  private final String wire;

  Cause(String wire) {
    this.wire = wire;
  }

  /** The name in JSON and documents. */
  public String wire() {
    return wire;
  }

  static Cause of(Metric metric) {
    return switch (metric) {
      case LOSS -> LOSS;
      case RTT, RISE -> RTT;
      case JITTER -> JITTER;
      case PDV -> PDV;
    };
  }

  @Override
  public String toString() {
    return wire;
  }
}
