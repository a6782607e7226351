package dev.linkflux.config.imported;

import java.util.Map;

/** Why settings of mwan3 are not carried over, and what to do instead. */
final class Mwan3Reasons {
  private static final String PACE =
      "linkflux probes steadily and decides by how much evidence there is, not by rounds:"
          + " decision.falseSwitches, confirm and holdDown say how sure and how quick it is";
  private static final String LIMITS =
      "demands hold for all uplinks: those of another section are set";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("up", PACE),
          Map.entry("down", PACE),
          Map.entry("interval", PACE),
          Map.entry("failure_interval", PACE),
          Map.entry("recovery_interval", PACE),
          Map.entry("keep_failure_interval", PACE),
          Map.entry("timeout", PACE),
          Map.entry("count", PACE),
          Map.entry(
              "reliability", "linkflux weighs all targets together, and finds bad ones itself"),
          Map.entry("track_method", "probes are alike on all uplinks: that of the first is set"),
          Map.entry("track_gateway", "linkflux sees the gateway by rtnetlink; add it as a target"),
          Map.entry("httping_ssl", "make the targets kind: http with https:// addresses"),
          Map.entry("size", "probing.payload is 16 bytes, which costs less and tells the same"),
          Map.entry("max_ttl", "linkflux leaves it to the kernel"),
          Map.entry("check_quality", "demands hold for all uplinks"),
          Map.entry("failure_loss", LIMITS),
          Map.entry("recovery_loss", LIMITS),
          Map.entry("failure_latency", LIMITS),
          Map.entry("recovery_latency", LIMITS),
          Map.entry("family", "an uplink of linkflux has both families"),
          Map.entry("initial_state", "an uplink begins as Unknown, and carries if none is better"),
          Map.entry("enabled", "that is so by itself"),
          Map.entry(
              "flush_conntrack",
              "linkflux forgets only the flows of the uplink that is left (routes.flows)"));

  private Mwan3Reasons() {}

  /** Those of one interface. */
  static void leave(UciSection section, Inventory inventory) {
    for (Found option : section.options()) {
      String reason = REASONS.get(name(option));
      if (reason != null) {
        inventory.leave(option, reason);
      }
    }
  }

  /** Gives a reason for all that nobody has said anything about. */
  static void leave(Inventory inventory, Mwan3Policy policy) {
    for (Found found : inventory.open()) {
      String option = name(found);
      if (found.key().startsWith("network.")) {
        inventory.leave(found, Network.STAYS);
      } else if (option.matches(
          "use_policy|dest_ip|src_ip|src_port|dest_port|proto|sticky|ipset"
              + "|timeout|family|src_iface|logging")) {
        inventory.leave(
            found,
            "rules of mwan3: linkflux has one order of uplinks for all traffic; mark what shall go"
                + " elsewhere by nftables (marks 0x1000, 0x1001, ... lead to the first, second, ..."
                + " uplink)");
      } else if (option.matches("use_member|last_resort|metric|weight|interface")) {
        inventory.leave(
            found,
            "not of the policy %s, by which tiers and weights are set; linkflux always keeps the least bad way out"
                .formatted(policy.name()));
      } else if (option.matches("mmx_mask|rtmon_interval|rt_table_lookup|enabled|local_source")) {
        inventory.leave(found, "linkflux has marks and tables of its own (routes:)");
      }
    }
    inventory.leaveAllOpen();
  }

  private static String name(Found found) {
    return found.key().substring(found.key().lastIndexOf('.') + 1);
  }
}
