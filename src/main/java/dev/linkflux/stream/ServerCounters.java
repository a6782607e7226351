package dev.linkflux.stream;

import dev.linkflux.server.Breach;
import dev.linkflux.server.Checked;
import dev.linkflux.server.ServerElection;
import dev.linkflux.time.Event;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has been counted of servers since the start; nothing where there are none. One owner: not
 * thread safe.
 */
final class ServerCounters {
  /** The rung of a check, or a verdict, that found nothing broken. */
  static final String NONE = "none";

  /** Of one server and uplink: which rung a check found broken. */
  private record Check(String server, String uplink, String rung) {}

  private final MeterRegistry registry;
  private final Map<Check, Counter> checks = new HashMap<>();
  private @Nullable Counter switches;
  private @Nullable String active;

  ServerCounters(MeterRegistry registry) {
    this.registry = registry;
  }

  void accept(Event event) {
    switch (event) {
      case Checked it -> checked(it);
      case ServerElection it -> elected(it);
      default -> {}
    }
  }

  /** Those of other servers, and through other uplinks, are gone. */
  void keep(Set<String> servers, Set<String> uplinks) {
    Meters.keep(
        registry, checks, it -> servers.contains(it.server()) && uplinks.contains(it.uplink()));
  }

  private void checked(Checked checked) {
    Check key = new Check(checked.server().name(), checked.uplink().name(), rung(checked.breach()));
    checks
        .computeIfAbsent(
            key,
            _ ->
                Meters.counter(
                    registry,
                    "linkflux_server_checks_total",
                    "Checks that have ended, by the rung that they found broken, or none.",
                    "server",
                    key.server(),
                    "uplink",
                    key.uplink(),
                    "rung",
                    key.rung()))
        .increment();
  }

  static String rung(@Nullable Breach breach) {
    return breach == null ? NONE : breach.rung().wire();
  }

  /** The first election is no switch: there was nothing to switch from. */
  private void elected(ServerElection election) {
    Counter counter = switches;
    if (counter == null) {
      counter =
          Meters.counter(
              registry,
              "linkflux_server_switches_total",
              "Times that another server came into use.");
      switches = counter;
    }
    String now = election.active().name();
    if (active != null && !active.equals(now)) {
      counter.increment();
    }
    active = now;
  }
}
