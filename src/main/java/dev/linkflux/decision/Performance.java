package dev.linkflux.decision;

import dev.linkflux.quality.Quality;
import dev.linkflux.quality.RoundTrips;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.UplinkId;
import java.util.Arrays;
import java.util.List;

/** How each uplink did when it was last looked at. One owner; not thread safe. */
final class Performance {
  static final long NO_RTT = -1;

  private final List<Demand> demands;
  private final RoundTrips[] roundTrips;
  private final double[] loss;
  private final double[] severity;

  Performance(int uplinks, List<Demand> demands) {
    this(demands, new RoundTrips[uplinks], new double[uplinks], new double[uplinks]);
    Arrays.fill(roundTrips, RoundTrips.NONE);
    Arrays.fill(severity, 1);
  }

  private Performance(
      List<Demand> demands, RoundTrips[] roundTrips, double[] loss, double[] severity) {
    this.demands = demands;
    this.roundTrips = roundTrips;
    this.loss = loss;
    this.severity = severity;
  }

  /** What goes on; by other demands from the next quality on. */
  Performance successor(List<Demand> others, Heirs lines) {
    return new Performance(
        others,
        lines.inherit(roundTrips, _ -> RoundTrips.NONE, new RoundTrips[lines.count()]),
        lines.inherit(loss, 0),
        lines.inherit(severity, 1));
  }

  void take(Quality quality) {
    int uplink = quality.uplink().ordinal();
    roundTrips[uplink] = quality.roundTrips();
    loss[uplink] = quality.loss().ratio();
    double worst = 1;
    for (Demand demand : demands) {
      worst = Math.max(worst, value(quality, demand) / demand.fail());
    }
    severity[uplink] = worst;
  }

  /** Median round-trip time over the window, nanoseconds; {@link #NO_RTT} if it is not known. */
  long rtt(UplinkId uplink) {
    return roundTrips[uplink.ordinal()].rtt().p50();
  }

  /** Lost share over the window, from 0 to 1. */
  double loss(UplinkId uplink) {
    return loss[uplink.ordinal()];
  }

  /** How many times its limit the worst of the demanded figures is; 1 if all are within. */
  double severity(UplinkId uplink) {
    return severity[uplink.ordinal()];
  }

  private static double value(Quality quality, Demand demand) {
    return switch (demand.metric()) {
      case LOSS -> quality.loss().ratio();
      case RTT -> quality.recent();
      case JITTER -> quality.jitter();
      case PDV -> quality.pdv();
      case RISE -> quality.rise();
    };
  }
}
