package dev.linkflux.cli;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.LinkWatch;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.RouteSink;
import dev.linkflux.engine.ServerWatch;
import dev.linkflux.engine.TrafficWatch;
import dev.linkflux.engine.WallClock;
import dev.linkflux.uplink.ProbeKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the ways to run the service.
 *
 * @param traffic what the interfaces count
 * @param instruments that the probers tell
 * @param seed of the jitter of the schedule
 * @param observe true if routes are not changed
 * @param servers looks after the servers
 * @param followers of what is decided, who are given the clock of the events
 * @param kept where what was told and measured is kept over a restart, or null to forget it
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
    Function<WallClock, Followers> followers,
    @Nullable Path kept) {
  /** Without servers, nobody is told, and nothing is kept. */
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
        _ -> Followers.NOBODY,
        null);
  }
}
