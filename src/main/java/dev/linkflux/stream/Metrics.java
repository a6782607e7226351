package dev.linkflux.stream;

import dev.linkflux.control.Settings;
import dev.linkflux.engine.WallClock;
import dev.linkflux.uplink.UplinkId;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code /metrics} says: all meters, read in one pass on the hub's loop, so that what stands
 * in one answer was true at one moment. Only events are counted before somebody asks; all the rest
 * is registered here, for the first who does, and what there is of each uplink, target and server
 * anew when they may be others.
 */
final class Metrics {
  private final Hub hub;
  private final WallClock clock;
  private final Service service;
  private final PrometheusMeterRegistry registry;
  private final ServiceMetrics serving;
  private PrometheusMeterRegistry standing;
  private Settings settings;
  private int clients;

  /**
   * @param clock labels moments
   */
  Metrics(Hub hub, WallClock clock, Service service) {
    this.hub = hub;
    this.clock = clock;
    this.service = service;
    registry = hub.counters().registry();
    serving = new ServiceMetrics(hub, service);
    hub.counters().observeProcess();
    new RouteMetrics(hub.status()).bindTo(registry);
    registry.getPrometheusRegistry().register(new LatenessCollector(service.instruments()));
    serving.bindTo(registry);
    Meters.gauge(
        registry, "linkflux_sse_clients", "Clients of the event stream.", this, it -> it.clients);
    settings = hub.status().settings();
    standing = standing();
  }

  /** Only reads what others count: so nothing is lost when it is made anew. */
  private PrometheusMeterRegistry standing() {
    PrometheusMeterRegistry made =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT).throwExceptionOnRegistrationFailure();
    Status status = hub.status();
    List<UplinkId> uplinks = status.uplinks().stream().map(it -> it.uplink().id()).toList();
    new UplinkMetrics(status, clock).bindTo(made);
    new OperatorMetrics(status).bindTo(made);
    new ServerMetrics(status.servers(), uplinks, clock).bindTo(made);
    new ProbingMetrics(service.instruments(), uplinks).bindTo(made);
    return made;
  }

  /**
   * On the hub's loop: all that there is to say now.
   *
   * @param clients of the event stream now
   */
  Scrape scrape(int clients) {
    this.clients = clients;
    serving.bindDeliveries(registry);
    if (!settings.equals(hub.status().settings())) {
      settings = hub.status().settings();
      standing.close();
      standing = standing();
    }
    return new Scrape(
        new MetricSnapshots(
            Stream.of(registry, standing)
                .flatMap(it -> it.getPrometheusRegistry().scrape().stream())
                .toList()));
  }
}
