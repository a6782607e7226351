package dev.linkflux.stream;

import static dev.linkflux.stream.Meters.counted;
import static dev.linkflux.stream.Meters.gauge;

import dev.linkflux.engine.Backlog;
import dev.linkflux.engine.Instruments;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashSet;
import java.util.Set;

/** The service itself: which one it is, what waits in it, what it loses, whom it tells. */
record ServiceMetrics(Hub hub, Service service, Set<Instruments.Delivery> bound)
    implements MeterBinder {
  /**
   * One that has registered nobody yet who is told; {@code bound} are those that are registered.
   */
  ServiceMetrics(Hub hub, Service service) {
    this(hub, service, new HashSet<>());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(
        registry,
        "linkflux.build.info", // with dots: only so Micrometer knows that the ending is meant
        "Always 1; the version is the label.",
        service,
        _ -> 1,
        "version",
        service.version());
    stream(registry);
    Instruments instruments = service.instruments();
    instruments.backlogs().forEach((queue, it) -> backlog(registry, queue.wire(), it));
    if (instruments.isRecording()) {
      counted(
          registry,
          "linkflux_recorder_lost_total",
          "Events that are not in the trace, because the disk was too slow or full.",
          instruments,
          Instruments::recordingLost);
    }
  }

  private void stream(MeterRegistry registry) {
    counted(
        registry,
        "linkflux_sse_dropped_total",
        "Clients dropped because they were too slow.",
        hub.audiences(),
        Audiences::dropped);
    counted(registry, "linkflux_events_total", "Events told on the stream.", hub, Hub::events);
    gauge(
        registry,
        "linkflux_sse_waiting_events",
        "Events that wait for clients of the stream to read them, all together.",
        hub.audiences(),
        it -> it.waiting().getSum());
    gauge(
        registry,
        "linkflux_sse_waiting_events_max",
        "Events that wait for the slowest client of the stream.",
        hub.audiences(),
        it -> Math.max(0, it.waiting().getMax()));
  }

  private static void backlog(MeterRegistry registry, String queue, Backlog backlog) {
    gauge(
        registry,
        "linkflux_queue_depth",
        "What waits in a queue: lists of events at the gate, turns for the stream, events for the"
            + " recorder.",
        backlog,
        it -> it.waiting().getAsLong(),
        "queue",
        queue);
    gauge(
        registry,
        "linkflux_queue_capacity",
        "What may wait in a queue at most.",
        backlog,
        Backlog::room,
        "queue",
        queue);
  }

  /** Those who are told outside turn up one by one; to be called before each scrape. */
  void bindDeliveries(MeterRegistry registry) {
    service
        .instruments()
        .deliveries()
        .forEach(
            (delivery, count) -> {
              if (bound.add(delivery)) {
                counted(
                    registry,
                    "linkflux_deliveries_total",
                    "Calls of hooks and notifications that have ended, by the channel and how.",
                    count,
                    Number::doubleValue,
                    "channel",
                    delivery.channel(),
                    "outcome",
                    delivery.outcome());
              }
            });
  }
}
