package dev.linkflux.stream;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.uplink.UplinkId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has been decided since the start, by its causes. One owner: not thread safe. */
final class DecisionCounters {
  /** Of one uplink: which step it took, and why. */
  private record Step(String uplink, StateName from, StateName to, Cause cause) {}

  private final MeterRegistry registry;
  private final Map<Step, Counter> transitions = new HashMap<>();
  private final Map<Cause, Counter> elections = new HashMap<>();
  private final Counter switches;
  private List<String> carrying = List.of();

  DecisionCounters(MeterRegistry registry) {
    this.registry = registry;
    switches = Meters.counter(registry, "linkflux_switches_total", "Changes of the carrying set.");
  }

  /** Those of other uplinks are gone. */
  void keep(Set<String> uplinks) {
    Meters.keep(registry, transitions, it -> uplinks.contains(it.uplink()));
  }

  void transition(Transition it) {
    Step key = new Step(it.uplink().name(), it.from(), it.to(), it.cause());
    transitions
        .computeIfAbsent(
            key,
            _ ->
                Meters.counter(
                    registry,
                    "linkflux_transitions_total",
                    "Changes of an uplink's state.",
                    "uplink",
                    key.uplink(),
                    "from",
                    key.from().wire(),
                    "to",
                    key.to().wire(),
                    "cause",
                    key.cause().wire()))
        .increment();
  }

  /** The first election is no switch: there was nothing to switch from. */
  void elected(Election election) {
    List<String> now = election.carrying().stream().map(UplinkId::name).toList();
    if (!carrying.isEmpty() && !carrying.equals(now)) {
      switches.increment();
    }
    carrying = now;
    elections
        .computeIfAbsent(
            election.cause(),
            cause ->
                Meters.counter(
                    registry,
                    "linkflux_elections_total",
                    "Elections of the uplinks that carry, by what led to them.",
                    "cause",
                    cause.wire()))
        .increment();
  }
}
