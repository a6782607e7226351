package dev.linkflux.doctor;

import dev.linkflux.route.Flows;
import java.util.List;
import java.util.OptionalLong;

/** Whether there are tracked connections to be moved, and room for more. */
final class FlowTracking {
  private static final String ABOUT = "conntrack";

  /** Of all places, in percent, from which on new connections are soon refused. */
  private static final long FULL = 90;

  private static final long HUNDRED = 100;

  private FlowTracking() {}

  static List<Finding> findings(Patient patient) {
    if (patient.settings().routing().flows() == Flows.KEEP) {
      return List.of();
    }
    OptionalLong count = setting(patient, "nf_conntrack_count");
    OptionalLong most = setting(patient, "nf_conntrack_max");
    if (count.isEmpty()) {
      return List.of(
          Finding.note(
              ABOUT,
              "connections are not tracked here: there are none to be moved when an uplink fails",
              "if this machine translates addresses: modprobe nf_conntrack; else set routes.flows:"
                  + " keep"));
    }
    if (most.isPresent() && count.getAsLong() * HUNDRED >= most.getAsLong() * FULL) {
      return List.of(
          Finding.warning(
              ABOUT,
              "the table of connections is nearly full: %d of %d"
                  .formatted(count.getAsLong(), most.getAsLong()),
              "sysctl -w net.netfilter.nf_conntrack_max=%d".formatted(2 * most.getAsLong())));
    }
    return List.of(
        Finding.ok(ABOUT, "connections are tracked, %d now".formatted(count.getAsLong())));
  }

  private static OptionalLong setting(Patient patient, String name) {
    return patient.machine().number("net", "netfilter", name);
  }
}
