package dev.linkflux.doctor;

import dev.linkflux.decision.Strategy;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Whether this machine forwards for others, and what else the kernel does with that. */
final class Forwarding {
  private static final String ABOUT = "forwarding";

  /** Router advertisements count although this machine forwards. */
  private static final int ALWAYS = 2;

  private Forwarding() {}

  static List<Finding> findings(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    boolean v4 = patient.machine().number("net", "ipv4", "ip_forward").orElse(0) != 0;
    boolean v6 = isOn(patient.machine().number("net", "ipv6", "conf", "all", "forwarding"));
    if (v4 || v6) {
      String families = v4 && v6 ? "IPv4 and IPv6" : v4 ? "IPv4" : "IPv6";
      findings.add(Finding.ok(ABOUT, "this machine is a router of " + families));
    } else {
      findings.add(
          Finding.note(
              ABOUT,
              "this machine forwards for nobody: right for a host, wrong for a router",
              "for a router: sysctl -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1"));
    }
    for (Uplink uplink : patient.uplinks()) {
      OptionalLong accepts =
          patient.machine().number("net", "ipv6", "conf", uplink.device(), "accept_ra");
      if (v6 && accepts.isPresent() && accepts.getAsLong() == 1) {
        findings.add(
            Finding.warning(
                ABOUT,
                "%s: %s takes no IPv6 address or gateway from router advertisements, since this machine forwards"
                    .formatted(uplink.name(), uplink.device()),
                "sysctl -w net.ipv6.conf.%s.accept_ra=%d (not if NetworkManager or systemd-networkd sees to it)"
                    .formatted(uplink.device().replace('.', '/'), ALWAYS)));
      }
    }
    if (patient.settings().rules().strategy() instanceof Strategy.Balance) {
      spreading(patient.machine(), "ipv4", findings);
      spreading(patient.machine(), "ipv6", findings);
    }
    return findings;
  }

  private static boolean isOn(OptionalLong setting) {
    return setting.isPresent() && setting.getAsLong() != 0;
  }

  private static void spreading(Machine machine, String family, List<Finding> findings) {
    OptionalLong policy = machine.number("net", family, "fib_multipath_hash_policy");
    if (policy.isPresent() && policy.getAsLong() == 0) {
      String name = "net.%s.fib_multipath_hash_policy".formatted(family);
      findings.add(
          Finding.note(
              ABOUT,
              name + " is 0: all flows between two hosts take one uplink; by 1 ports count, too",
              "sysctl -w %s=1".formatted(name)));
    }
  }
}
