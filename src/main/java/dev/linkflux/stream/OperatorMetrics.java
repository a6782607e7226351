package dev.linkflux.stream;

import static dev.linkflux.stream.Meters.gauge;
import static dev.linkflux.stream.Meters.is;

import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.UplinkId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What the operator wants, what the months cost, and which targets are left out. */
record OperatorMetrics(Status status) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry registry) {
    for (UplinkStatus it : status.uplinks()) {
      UplinkId uplink = it.uplink().id();
      steering(registry, uplink);
      targets(registry, uplink);
      if (it.hasQuota()) {
        quota(registry, uplink);
      }
    }
  }

  private void steering(MeterRegistry registry, UplinkId uplink) {
    for (Steering steering : Steering.values()) {
      gauge(
          registry,
          "linkflux_uplink_steering",
          "1 for what the operator wants of the uplink.",
          status,
          it -> is(it.of(uplink).steering(it.now()) == steering),
          "uplink",
          uplink.name(),
          "steering",
          steering.wire());
    }
  }

  private void targets(MeterRegistry registry, UplinkId uplink) {
    for (Target target : status.settings().targets()) {
      gauge(
          registry,
          "linkflux_target_bad",
          "1 if the target is no evidence of the uplink: it is bad.",
          status,
          it -> is(it.of(uplink).bad().containsKey(target.id())),
          "uplink",
          uplink.name(),
          "target",
          target.name());
    }
  }

  private void quota(MeterRegistry registry, UplinkId uplink) {
    gauge(
        registry,
        "linkflux_quota_bytes",
        "What may go through the uplink in a calendar month.",
        status,
        it -> it.of(uplink).uplink().quota(),
        "uplink",
        uplink.name());
    gauge(
        registry,
        "linkflux_quota_used_bytes",
        "What has gone through it in this one, in this run.",
        status,
        it -> it.used(uplink),
        "uplink",
        uplink.name());
  }
}
