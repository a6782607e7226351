package dev.linkflux.config.imported;

import java.util.Map;

/** Why settings of pfSense are not carried over, and what to do instead. */
final class PfsenseReasons {
  private static final String PACE =
      "linkflux probes steadily and decides by how much evidence there is, not by an average over a"
          + " minute: decision.falseSwitches, confirm and holdDown say how sure and how quick it"
          + " is";
  private static final String OTHERS =
      "demands hold for all uplinks: those of another gateway are set";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("interval", PACE),
          Map.entry("loss_interval", PACE),
          Map.entry("time_period", PACE),
          Map.entry("alert_interval", PACE),
          Map.entry("data_payload", "probing.payload is 16 bytes"),
          Map.entry("latencylow", OTHERS),
          Map.entry("latencyhigh", OTHERS),
          Map.entry("losslow", OTHERS),
          Map.entry("losshigh", OTHERS),
          Map.entry("ipprotocol", "an uplink of linkflux has both families"),
          Map.entry("descr", "a description"),
          Map.entry("uuid", "a number of the program's own"),
          Map.entry("monitor_disable", "every uplink of linkflux is probed"),
          Map.entry(
              "action_disable", "linkflux --observe decides and does nothing, for all uplinks"),
          Map.entry("force_down", "use disabled: true, or linkflux steer NAME avoid"),
          Map.entry("defaultgw", "the lowest tier that works is the default gateway"),
          Map.entry("priority", "the gateway group is what the order is taken from"),
          Map.entry(
              "fargw", "the kernel takes a gateway outside of its network if it is on the link"),
          Map.entry("nonlocalgateway", "the kernel takes it if it is on the link"),
          Map.entry("gw_down_kill_states", "routes.flows says what becomes of flows"),
          Map.entry("disabled", "of one family only"));

  private PfsenseReasons() {}

  static void leave(PfsenseGateway gateway, Inventory inventory) {
    gateway
        .settings()
        .forEach(
            (name, found) -> {
              String reason = REASONS.get(name);
              if (reason != null && !name.matches("latency.*|loss(low|high)")) {
                inventory.leave(found, reason);
              }
            });
  }

  /** Gives a reason for all that nobody has said anything about. */
  static void leave(Inventory inventory) {
    for (Found found : inventory.open()) {
      String name = found.key().substring(found.key().lastIndexOf('.') + 1);
      if (REASONS.containsKey(name)) {
        inventory.leave(found, REASONS.getOrDefault(name, ""));
      } else if (name.equals("trigger")) {
        inventory.leave(found, "an uplink is left when it is down, and when it breaches a demand");
      } else if (found.key().startsWith("gateway_group ") || name.startsWith("defaultgw")) {
        inventory.leave(
            found,
            "linkflux has one order of uplinks for all traffic, which is taken from one group; mark"
                + " what shall go elsewhere by nftables");
      }
    }
    inventory.leaveAllOpen();
  }
}
