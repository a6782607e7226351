package dev.linkflux.stream;

import dev.linkflux.engine.WallClock;
import dev.linkflux.uplink.UplinkId;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/**
 * What {@code /metrics} says: all meters, read in one pass on the hub's loop, so that what stands
 * in one answer was true at one moment. Only events are counted before somebody asks; all the rest
 * is registered here, for the first who does.
 */
final class Metrics {
  private final PrometheusMeterRegistry registry;
  private final ServiceMetrics service;
  private int clients;

  /**
   * @param clock labels moments
   */
  Metrics(Hub hub, WallClock clock, Service service) {
    registry = hub.counters().registry();
    this.service = new ServiceMetrics(hub, service);
    hub.counters().observeProcess();
    Status status = hub.status();
    List<UplinkId> uplinks = status.uplinks().stream().map(it -> it.uplink().id()).toList();
    new UplinkMetrics(status, clock).bindTo(registry);
    new OperatorMetrics(status).bindTo(registry);
    new RouteMetrics(status).bindTo(registry);
    new ServerMetrics(status.servers(), uplinks, clock).bindTo(registry);
    new ProbingMetrics(service.instruments(), uplinks).bindTo(registry);
    registry.getPrometheusRegistry().register(new LatenessCollector(service.instruments()));
    this.service.bindTo(registry);
    Meters.gauge(
        registry, "linkflux_sse_clients", "Clients of the event stream.", this, it -> it.clients);
  }

  /**
   * On the hub's loop: all that there is to say now.
   *
   * @param clients of the event stream now
   */
  Scrape scrape(int clients) {
    this.clients = clients;
    service.bindDeliveries(registry);
    return new Scrape(registry.getPrometheusRegistry().scrape());
  }
}
