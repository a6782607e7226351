package dev.linkflux.doctor;

import dev.linkflux.uplink.Mptcp;
import java.util.List;
import java.util.OptionalLong;

/** Whether the kernel speaks Multipath TCP, if an uplink has a part in it. */
final class MultipathTcp {
  private static final String ABOUT = "mptcp";

  private MultipathTcp() {}

  static List<Finding> findings(Patient patient) {
    if (patient.uplinks().stream().allMatch(uplink -> uplink.mptcp() == Mptcp.OFF)) {
      return List.of();
    }
    OptionalLong enabled = patient.machine().number("net", "mptcp", "enabled");
    if (enabled.isEmpty()) {
      return List.of(
          Finding.error(
              ABOUT,
              "this kernel has no Multipath TCP",
              "run Linux 5.15 or later with CONFIG_MPTCP, or take mptcp: out of the uplinks"));
    }
    if (enabled.getAsLong() == 0) {
      return List.of(
          Finding.error(
              ABOUT,
              "Multipath TCP is switched off",
              "sysctl -w net.mptcp.enabled=1, and the same line in"
                  + " /etc/sysctl.d/90-linkflux.conf"));
    }
    if (patient.machine().number("net", "mptcp", "pm_type").orElse(0) != 0) {
      return List.of(
          Finding.warning(
              ABOUT,
              "a program of its own manages the paths (net.mptcp.pm_type is not 0): our endpoints"
                  + " have no effect",
              "stop mptcpd, and: sysctl -w net.mptcp.pm_type=0"));
    }
    return List.of(Finding.ok(ABOUT, "Multipath TCP is on; its limits are raised as needed"));
  }
}
