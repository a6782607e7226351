package dev.linkflux.stream;

import dev.linkflux.probe.Oddity;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What became of the probes since the start, and how long the replies took. One owner: not thread
 * safe; a look into a table for each event.
 */
final class ProbeCounters {
  /** Of one uplink and target: what became of a probe. */
  private record Probed(String uplink, String target, String what) {}

  private final MeterRegistry registry;
  private final RoundTrips roundTrips;
  private final Map<Probed, Counter> probes = new HashMap<>();
  private final Map<Probed, Counter> odd = new HashMap<>();

  ProbeCounters(MeterRegistry registry) {
    this.registry = registry;
    roundTrips = new RoundTrips(registry);
  }

  /** A probe has ended; one that is answered late had ended before, as lost. */
  void ended(Outcome outcome) {
    if (outcome instanceof Outcome.Replied it) {
      roundTrips.accept(it);
      if (it.promptness() == Outcome.Promptness.LATE) {
        odd(it.id(), "Late");
        return;
      }
    }
    count(outcome);
  }

  void odd(Oddity it) {
    odd(it.id(), it.getClass().getSimpleName());
  }

  /** Those of other uplinks and targets are gone. */
  void keep(Set<String> uplinks, Set<String> targets) {
    Predicate<Probed> left = it -> uplinks.contains(it.uplink()) && targets.contains(it.target());
    Meters.keep(registry, probes, left);
    Meters.keep(registry, odd, left);
    roundTrips.keep(uplinks);
  }

  private void count(Outcome it) {
    Probed key =
        new Probed(it.id().uplink().name(), it.id().target().name(), it.getClass().getSimpleName());
    probes
        .computeIfAbsent(
            key,
            _ ->
                Meters.counter(
                    registry,
                    "linkflux_probes_total",
                    "Probes that have ended, by how.",
                    "uplink",
                    key.uplink(),
                    "target",
                    key.target(),
                    "outcome",
                    key.what()))
        .increment();
  }

  private void odd(ProbeId id, String what) {
    Probed key = new Probed(id.uplink().name(), id.target().name(), what);
    odd.computeIfAbsent(
            key,
            _ ->
                Meters.counter(
                    registry,
                    "linkflux_odd_replies_total",
                    "Replies that came late, once more, or after that of a younger probe.",
                    "uplink",
                    key.uplink(),
                    "target",
                    key.target(),
                    "what",
                    key.what()))
        .increment();
  }
}
