package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.LinkWatch;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.ProberSupply;
import dev.linkflux.engine.RouteSink;
import dev.linkflux.engine.ServerWatch;
import dev.linkflux.engine.TrafficWatch;
import dev.linkflux.engine.WallClock;
import dev.linkflux.uplink.ProbeKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the ways to run the service. All of it lives as long as the service, and
 * follows its settings.
 *
 * @param traffic what the interfaces count
 * @param instruments that the probers tell
 * @param seed of the jitter of the schedule
 * @param observe true if routes are not changed
 * @param servers looks after the servers
 * @param followers of what is decided by a configuration, who are given the clock of the events
 * @param kept where what was told and measured is kept over a restart, or null to forget it
 * @param memory what was learnt and ordered before, and keeps what will be
 * @param prepare is told of a configuration that is about to hold; may block, and throws {@link
 *     Refusal} if it cannot
 */
record DaemonParts(
    ProberSupply probers,
    LinkWatch links,
    RouteSink routes,
    TrafficWatch traffic,
    Instruments instruments,
    long seed,
    boolean observe,
    ServerWatch servers,
    BiFunction<Configuration, WallClock, Followers> followers,
    @Nullable Path kept,
    Remembering memory,
    Consumer<Configuration> prepare) {
  /** Without servers, nobody is told, nothing is kept, and there are never other probers. */
  DaemonParts(
      Map<ProbeKind, Prober> probers,
      LinkWatch links,
      RouteSink routes,
      TrafficWatch traffic,
      Instruments instruments,
      long seed,
      boolean observe) {
    this(
        _ -> probers,
        links,
        routes,
        traffic,
        instruments,
        seed,
        observe,
        ServerWatch.NOBODY,
        (_, _) -> Followers.NOBODY,
        null,
        Remembering.NOTHING,
        _ -> {});
  }
}
