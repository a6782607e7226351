package dev.linkflux.stream;

import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Target;

/** What the operator wants, what the months cost, and which targets are left out. */
final class OperatorMetrics {
  private final Status status;

  OperatorMetrics(Status status) {
    this.status = status;
  }

  void writeTo(Exposition out) {
    out.gauge("linkflux_uplink_steering", "1 for what the operator wants of the uplink.");
    for (UplinkStatus it : status.uplinks()) {
      for (Steering steering : Steering.values()) {
        boolean now = it.steering(status.now()) == steering;
        out.value(now ? 1 : 0, "uplink", it.uplink().name(), "steering", steering.wire());
      }
    }
    out.gauge("linkflux_target_bad", "1 if the target is no evidence of the uplink: it is bad.");
    for (UplinkStatus it : status.uplinks()) {
      for (Target target : status.targets()) {
        boolean bad = it.bad().containsKey(target.id());
        out.value(bad ? 1 : 0, "uplink", it.uplink().name(), "target", target.name());
      }
    }
    out.gauge("linkflux_quota_bytes", "What may go through the uplink in a calendar month.");
    for (UplinkStatus it : status.uplinks()) {
      if (it.hasQuota()) {
        out.value((double) it.uplink().quota(), "uplink", it.uplink().name());
      }
    }
    out.gauge("linkflux_quota_used_bytes", "What has gone through it in this one, in this run.");
    for (UplinkStatus it : status.uplinks()) {
      if (it.hasQuota()) {
        out.value((double) status.used(it.uplink().id()), "uplink", it.uplink().name());
      }
    }
  }
}
