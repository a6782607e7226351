package dev.linkflux.stream;

import static dev.linkflux.stream.Meters.counted;
import static dev.linkflux.stream.Meters.gauge;
import static dev.linkflux.stream.Meters.is;

import dev.linkflux.route.RoutePlan;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How the kernel's routes stand to what was planned. */
record RouteMetrics(Status status) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(
        registry,
        "linkflux_plan_generation",
        "Number of the latest route plan.",
        status,
        it -> {
          RoutePlan plan = it.routes().plan();
          return plan == null ? 0 : plan.generation();
        });
    gauge(
        registry,
        "linkflux_plan_refused",
        "1 while the kernel refuses the latest route plan.",
        status,
        it -> is(it.routes().result() == RouteStatus.Result.REFUSED));
    counted(
        registry,
        "linkflux_drift_repairs_total",
        "Times that what somebody else had changed of ours was put back.",
        status,
        it -> it.routes().repairs());
    counted(
        registry,
        "linkflux_flows_expired_total",
        "Tracked connections that were forgotten because their uplink carries no more.",
        status,
        it -> it.routes().expired());
  }
}
