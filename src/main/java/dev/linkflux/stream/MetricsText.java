package dev.linkflux.stream;

import dev.linkflux.decision.StateName;
import dev.linkflux.quality.OneWay;
import dev.linkflux.quality.Quality;
import dev.linkflux.uplink.LossRatio;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** What {@code /metrics} says: status, counters and the process as Prometheus families. */
final class MetricsText {
  private static final double NANOS = 1e9;

  private final Service service;

  MetricsText(Service service) {
    this.service = service;
  }

  /**
   * @param clients of the event stream now
   * @param dropped clients that were too slow, since the start
   * @param events told since the start
   */
  byte[] write(Status status, Counters counters, int clients, long dropped, long events) {
    Exposition out = new Exposition();
    out.gauge("linkflux_build_info", "Always 1; the version is the label.")
        .value(1, "version", service.version());
    uplinks(out, status);
    new OperatorMetrics(status).writeTo(out);
    counters(out, counters);
    routes(out, status.routes());
    new ServerMetrics(status.servers()).writeTo(out);
    new ProbingMetrics(service.instruments(), status.uplinks()).writeTo(out);
    out.gauge("linkflux_sse_clients", "Clients of the event stream.").value(clients);
    out.counter("linkflux_sse_dropped_total", "Clients dropped because they were too slow.")
        .value((double) dropped);
    out.counter("linkflux_events_total", "Events told on the stream.").value((double) events);
    ProcessMetrics.writeTo(out);
    return out.bytes();
  }

  private static void uplinks(Exposition out, Status status) {
    out.gauge("linkflux_uplink_state", "1 for the state that the uplink is in.");
    for (UplinkStatus it : status.uplinks()) {
      for (StateName state : StateName.values()) {
        out.value(it.state() == state ? 1 : 0, "uplink", it.uplink().name(), "state", state.wire());
      }
    }
    out.gauge("linkflux_uplink_carrying", "1 if the uplink carries traffic.");
    for (UplinkStatus it : status.uplinks()) {
      boolean carrying = status.carrying().contains(it.uplink().id());
      out.value(carrying ? 1 : 0, "uplink", it.uplink().name());
    }
    List<UplinkStatus> measured =
        status.uplinks().stream().filter(it -> it.quality() != null).toList();
    out.gauge("linkflux_uplink_loss_ratio", "Lost share of the probes over the window.");
    each(out, measured, quality -> quality.loss().ratio());
    out.gauge("linkflux_uplink_rtt_seconds", "Round-trip time over the window.");
    quantile(out, measured, "0.5", quality -> quality.rtt().p50());
    quantile(out, measured, "0.95", quality -> quality.rtt().p95());
    quantile(out, measured, "0.99", quality -> quality.rtt().p99());
    out.gauge("linkflux_uplink_loss_forward_ratio", "Lost on the way there, where that is told.");
    each(out, measured, quality -> oneWay(quality, OneWay::forward));
    out.gauge("linkflux_uplink_loss_backward_ratio", "Lost on the way back, where that is told.");
    each(out, measured, quality -> oneWay(quality, OneWay::backward));
    out.gauge("linkflux_uplink_jitter_seconds", "Jitter after RFC 3550.");
    each(out, measured, quality -> seconds(quality.jitter()));
    out.gauge("linkflux_uplink_pdv_seconds", "Delay variation after RFC 5481, 95th percentile.");
    each(out, measured, quality -> seconds(quality.pdv()));
  }

  private static void routes(Exposition out, RouteStatus routes) {
    out.gauge("linkflux_plan_generation", "Number of the latest route plan.")
        .value(routes.plan() == null ? 0 : (double) routes.plan().generation());
    out.gauge("linkflux_plan_refused", "1 while the kernel refuses the latest route plan.")
        .value(routes.result() == RouteStatus.Result.REFUSED ? 1 : 0);
    out.counter(
            "linkflux_drift_repairs_total",
            "Times that what somebody else had changed of ours was put back.")
        .value((double) routes.repairs());
    out.counter(
            "linkflux_flows_expired_total",
            "Tracked connections that were forgotten because their uplink carries no more.")
        .value((double) routes.expired());
  }

  private static double oneWay(Quality quality, Function<OneWay, LossRatio> way) {
    OneWay told = quality.oneWay();
    return told == null ? Double.NaN : way.apply(told).ratio();
  }

  /** Nothing is said of what was not measured. */
  private static double seconds(long nanos) {
    return nanos < 0 ? Double.NaN : nanos / NANOS;
  }

  private static void each(
      Exposition out, List<UplinkStatus> uplinks, ToDoubleFunction<Quality> figure) {
    for (UplinkStatus it : uplinks) {
      Quality quality = it.quality();
      double value = quality == null ? Double.NaN : figure.applyAsDouble(quality);
      if (!Double.isNaN(value)) {
        out.value(value, "uplink", it.uplink().name());
      }
    }
  }

  private static void quantile(
      Exposition out, List<UplinkStatus> uplinks, String quantile, ToLongFunction<Quality> nanos) {
    for (UplinkStatus it : uplinks) {
      Quality quality = it.quality();
      if (quality != null && nanos.applyAsLong(quality) >= 0) {
        out.value(
            seconds(nanos.applyAsLong(quality)),
            "uplink",
            it.uplink().name(),
            "quantile",
            quantile);
      }
    }
  }

  private static void each(Exposition out, Map<Counters.Probes, Long> counters, String label) {
    counters.forEach(
        (key, count) ->
            out.value(
                (double) count,
                "uplink",
                key.uplink(),
                "target",
                key.target(),
                label,
                key.outcome()));
  }

  private static void counters(Exposition out, Counters counters) {
    out.counter("linkflux_probes_total", "Probes that have ended.");
    each(out, counters.probes(), "outcome");
    out.counter(
        "linkflux_odd_replies_total",
        "Replies that came late, once more, or after that of a younger probe.");
    each(out, counters.odd(), "what");
    out.counter("linkflux_transitions_total", "Changes of state.");
    counters
        .transitions()
        .forEach(
            (key, count) ->
                out.value(
                    (double) count,
                    "uplink",
                    key.uplink(),
                    "to",
                    key.to().wire(),
                    "cause",
                    key.cause().wire()));
    out.counter("linkflux_switches_total", "Changes of the carrying set.")
        .value((double) counters.switches());
    out.counter("linkflux_stalls_total", "Times that the process itself stood still.")
        .value((double) counters.stalls());
    out.counter("linkflux_plans_refused_total", "Route plans that the kernel would not take.")
        .value((double) counters.refusals());
    out.counter("linkflux_stream_missed_total", "Events that the stream could not keep up with.")
        .value((double) counters.missed());
  }
}
