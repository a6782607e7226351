package dev.linkflux.config.imported;

import java.util.Map;

/** Why settings of OpenMPTCProuter are not carried over, and what to do instead. */
final class OmrReasons {
  private static final String PACE =
      "linkflux probes steadily and decides by how much evidence there is, not by rounds of tries:"
          + " decision.falseSwitches, confirm and holdDown say how sure and how quick it is";
  private static final String PROXIES =
      "linkflux does not look after proxies and tunnels; probe one as a target, or restart it by a"
          + " hook (hooks:)";

  private static final Map<String, String> OF_THE_TRACKER =
      Map.ofEntries(
          Map.entry("tries", PACE),
          Map.entry("tries_up", PACE),
          Map.entry("interval", PACE),
          Map.entry("interval_tries", PACE),
          Map.entry("failure_interval", PACE),
          Map.entry("keep_failure_interval", PACE),
          Map.entry("wait_test", PACE),
          Map.entry("timeout", PACE),
          Map.entry("count", PACE),
          Map.entry("reliability", "OMR never reads it; linkflux weighs all targets together"),
          Map.entry("initial_state", "OMR never reads it; an uplink begins as Unknown"),
          Map.entry("size", "probing.payload is 16 bytes, which costs less and tells the same"),
          Map.entry("max_ttl", "linkflux leaves it to the kernel"),
          Map.entry("mail_alert", "use notifications: with a mail channel"),
          Map.entry("script_alert_up", "use hooks: with on: [transition]"),
          Map.entry("script_alert_down", "use hooks: with on: [transition]"),
          Map.entry("restart_down", "use a hook that takes the interface down and up"),
          Map.entry(
              "server_test",
              "the server is a target here; make it required: true if an uplink that does not reach"
                  + " it is to be down"),
          Map.entry("server_http_test", "servers: checks the API through every uplink"),
          Map.entry("check_quality", "demands hold for all uplinks, and are set above"),
          Map.entry(
              "failure_loss", "demands hold for all uplinks: those of another section are set"),
          Map.entry(
              "recovery_loss", "demands hold for all uplinks: those of another section are set"),
          Map.entry(
              "failure_latency", "demands hold for all uplinks: those of another section are set"),
          Map.entry(
              "recovery_latency", "demands hold for all uplinks: those of another section are set"),
          Map.entry("type", "probes are alike on all uplinks: that of the defaults is set"),
          Map.entry("family", "probes are alike on all uplinks: that of the defaults is set"),
          Map.entry("hosts", "not of the family that is probed"),
          Map.entry("hosts6", "family is ipv4; add them to targets to probe IPv6 as well"),
          Map.entry("enabled", "that is so by itself"),
          Map.entry("options", "OMR does not read it"));

  private OmrReasons() {}

  /** Gives a reason for all that nobody has said anything about. */
  static void leave(Inventory inventory) {
    for (Found found : inventory.open()) {
      String option = found.key().substring(found.key().lastIndexOf('.') + 1);
      if (found.key().startsWith("omr-tracker.proxy.")) {
        inventory.leave(found, PROXIES);
      } else if (found.key().startsWith("omr-tracker.") && OF_THE_TRACKER.containsKey(option)) {
        inventory.leave(found, OF_THE_TRACKER.getOrDefault(option, ""));
      } else if (found.key().startsWith("network.")) {
        inventory.leave(found, "not of a way out: " + Network.STAYS);
      } else if (found.key().startsWith("openmptcprouter.")) {
        inventory.leave(found, "is OpenMPTCProuter's own");
      }
    }
    inventory.leaveAllOpen();
  }
}
