package dev.linkflux.stream;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Oddity;
import dev.linkflux.probe.Outcome;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has been counted since the start, and the registry of all meters: takes each event to those
 * that count it. Events come on the hub's loop; answers of {@link #http} from any thread.
 */
final class Counters {
  private final PrometheusMeterRegistry registry = empty();
  private final ProbeCounters probes = new ProbeCounters(registry);
  private final DecisionCounters decisions = new DecisionCounters(registry);
  private final ServerCounters servers = new ServerCounters(registry);
  private final HttpCounters http = new HttpCounters(registry);
  private final Counter stalls =
      counter("stalls", "Times that the process itself stood still for 200 ms or more.");
  private final Counter refusals =
      counter("plans_refused", "Route plans that the kernel would not take.");
  private final Counter missed =
      counter("stream_missed", "Events that the stream could not keep up with.");
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
      case Outcome it -> probes.ended(it);
      case Oddity it -> probes.odd(it);
      case Transition it -> decisions.transition(it);
      case Election it -> decisions.elected(it);
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
    probes.keep(uplinks, targets);
    decisions.keep(uplinks);
    servers.keep(now.servers().stream().map(Server::name).collect(Collectors.toSet()), uplinks);
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
