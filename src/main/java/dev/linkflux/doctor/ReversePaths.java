package dev.linkflux.doctor;

import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the kernel drops what comes in by another way than the one that it would answer by (RFC
 * 3704). With several uplinks that is what shall happen.
 */
final class ReversePaths {
  private static final String ABOUT = "rp_filter";
  private static final int STRICT = 1;

  private ReversePaths() {}

  static List<Finding> findings(Patient patient) {
    if (patient.uplinks().size() < 2) {
      return List.of();
    }
    long all = patient.machine().number("net", "ipv4", "conf", "all", ABOUT).orElse(0);
    List<Finding> strict = new ArrayList<>();
    for (Uplink uplink : patient.uplinks()) {
      // The kernel takes the greater of both: 2, which is loose, overrules 1.
      long own = patient.machine().number("net", "ipv4", "conf", uplink.device(), ABOUT).orElse(0);
      if (Math.max(all, own) == STRICT) {
        strict.add(
            Finding.warning(
                ABOUT,
                "%s: %s filters strictly: what comes in there is dropped while another uplink is the best way"
                    .formatted(uplink.name(), uplink.device()),
                "sysctl -w net.ipv4.conf.%s.rp_filter=2, and the same line in /etc/sysctl.d/90-linkflux.conf"
                    .formatted(uplink.device().replace('.', '/'))));
      }
    }
    return strict.isEmpty()
        ? List.of(Finding.ok(ABOUT, "no uplink filters strictly by the reverse path"))
        : strict;
  }
}
