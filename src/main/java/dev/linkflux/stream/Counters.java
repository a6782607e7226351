package dev.linkflux.stream;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Oddity;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has been counted since the start, and the registry of all meters. Events come on the hub's
 * loop; answers of {@link #http} from any thread.
 */
final class Counters {
  /** Of one uplink and target: what became of a probe. */
  private record Probed(String uplink, String target, String what) {}

  /** Of one uplink: which step it took, and why. */
  private record Step(String uplink, StateName from, StateName to, Cause cause) {}

  private final PrometheusMeterRegistry registry = empty();
  private final RoundTrips roundTrips = new RoundTrips(registry);
  private final ServerCounters servers = new ServerCounters(registry);
  private final HttpCounters http = new HttpCounters(registry);
  private final Map<Probed, Counter> probes = new HashMap<>();
  private final Map<Probed, Counter> odd = new HashMap<>();
  private final Map<Step, Counter> transitions = new HashMap<>();
  private final Map<Cause, Counter> elections = new HashMap<>();
  private final Counter switches = counter("switches", "Changes of the carrying set.");
  private final Counter stalls =
      counter("stalls", "Times that the process itself stood still for 200 ms or more.");
  private final Counter refusals =
      counter("plans_refused", "Route plans that the kernel would not take.");
  private final Counter missed =
      counter("stream_missed", "Events that the stream could not keep up with.");
  private List<String> carrying = List.of();
  private @Nullable ProcessMetrics process;

  private static PrometheusMeterRegistry empty() {
    PrometheusMeterRegistry registry =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT).throwExceptionOnRegistrationFailure();
    registry.config().meterFilter(ProcessMetrics.FILTER);
    return registry;
  }

  private Counter counter(String name, String help) {
    return Meters.counter(registry, "linkflux_" + name + "_total", help);
  }

  void accept(Event event) {
    switch (event) {
      case Outcome.Replied it -> {
        roundTrips.accept(it);
        if (it.promptness() == Outcome.Promptness.LATE) {
          odd(it.id(), "Late");
        } else {
          ended(it);
        }
      }
      case Outcome it -> ended(it);
      case Oddity it -> odd(it.id(), it.getClass().getSimpleName());
      case Transition it -> transition(it);
      case Election it -> elected(it);
      case Stalled _ -> stalls.increment();
      case RouteAnswer.Refused _ -> refusals.increment();
      case Selfhood.Overflowed it -> missed.increment((double) it.missed());
      case Reconfigured it -> reconfigured(it.settings());
      default -> servers.accept(event);
    }
  }

  /** Nothing is told any more of those that are gone; what was counted of the others goes on. */
  private void reconfigured(Settings now) {
    Set<String> uplinks = now.uplinks().stream().map(Uplink::name).collect(Collectors.toSet());
    Set<String> targets = now.targets().stream().map(Target::name).collect(Collectors.toSet());
    Predicate<Probed> left = it -> uplinks.contains(it.uplink()) && targets.contains(it.target());
    Meters.keep(registry, probes, left);
    Meters.keep(registry, odd, left);
    Meters.keep(registry, transitions, it -> uplinks.contains(it.uplink()));
    roundTrips.keep(uplinks);
    servers.keep(now.servers().stream().map(Server::name).collect(Collectors.toSet()), uplinks);
  }

  private void ended(Outcome it) {
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

  private void transition(Transition it) {
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
  private void elected(Election election) {
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

  /** Answers over HTTP. */
  HttpCounters http() {
    return http;
  }

  /** From now on the process itself is among the meters, until the end; once. */
  void observeProcess() {
    ProcessMetrics observed = new ProcessMetrics();
    observed.bindTo(registry);
    process = observed;
  }

  /** Nothing more will come. */
  void end() {
    if (process != null) {
      process.close();
    }
  }

  /** All meters. */
  PrometheusMeterRegistry registry() {
    return registry;
  }
}
