package dev.linkflux.cli;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.LinkWatch;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.RouteSink;
import dev.linkflux.engine.ServerWatch;
import dev.linkflux.engine.TrafficWatch;
import dev.linkflux.engine.WallClock;
import dev.linkflux.uplink.ProbeKind;
import java.util.Map;
import java.util.function.Function;

/**
 * What differs between the ways to run the service.
 *
 * @param traffic what the interfaces count
 * @param instruments that the probers tell
 * @param seed of the jitter of the schedule
 * @param observe true if routes are not changed
 * @param servers looks after the servers
 * @param followers of what is decided, who are given the clock of the events
 */
record DaemonParts(
    Map<ProbeKind, Prober> probers,
    LinkWatch links,
    RouteSink routes,
    TrafficWatch traffic,
    Instruments instruments,
    long seed,
    boolean observe,
    ServerWatch servers,
    Function<WallClock, Followers> followers) {
  /** Without servers, and nobody is told. */
  DaemonParts(
      Map<ProbeKind, Prober> probers,
      LinkWatch links,
      RouteSink routes,
      TrafficWatch traffic,
      Instruments instruments,
      long seed,
      boolean observe) {
    this(
        probers,
        links,
        routes,
        traffic,
        instruments,
        seed,
        observe,
        ServerWatch.NOBODY,
        _ -> Followers.NOBODY);
  }
}
