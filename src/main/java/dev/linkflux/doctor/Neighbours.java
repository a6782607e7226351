package dev.linkflux.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who else moves traffic or routes on this machine. */
final class Neighbours {
  private static final String ABOUT = "managers";

  /**
   * One that decides what we decide.
   *
   * @param processes of which one runs, as the kernel cuts their names
   * @param setting a file that is there where it is set up
   */
  private record Decider(String name, Set<String> processes, String setting, String cure) {}

  private static final List<Decider> DECIDERS =
      List.of(
          new Decider(
              "mwan3",
              Set.of("mwan3track", "mwan3rtmon", "mwan3"),
              "/etc/config/mwan3",
              "/etc/init.d/mwan3 stop; /etc/init.d/mwan3 disable"),
          new Decider(
              "omr-tracker",
              Set.of("omr-tracker"),
              "/etc/config/omr-tracker",
              "/etc/init.d/omr-tracker stop; /etc/init.d/omr-tracker disable"),
          new Decider("dpinger", Set.of("dpinger"), "", "take it out of whatever starts it"),
          new Decider(
              "foolsm",
              Set.of("foolsm", "lsm"),
              "/etc/foolsm/foolsm.conf",
              "systemctl disable --now foolsm"));

  private static final Pattern LEAVES_ROUTES =
      Pattern.compile("(?m)^\\s*ManageForeignRoutes\\s*=\\s*(no|false|0|off)\\s*$");
  private static final Pattern LEAVES_RULES =
      Pattern.compile("(?m)^\\s*ManageForeignRoutingPolicyRules\\s*=\\s*(no|false|0|off)\\s*$");

  private Neighbours() {}

  static List<Finding> findings(Patient patient) {
    Machine machine = patient.machine();
    Set<String> running = machine.processes();
    List<Finding> findings = new ArrayList<>();
    if (!machine.has("/proc/1/comm") || running.isEmpty()) {
      findings.add(
          Finding.note(
              ABOUT, "processes of other users could not be seen", "run this as root to see them"));
    }
    DECIDERS.forEach(decider -> decider(machine, decider, running, findings));
    networkManager(patient, running, findings);
    networkd(machine, running, findings);
    dhcp(patient, running, findings);
    daemons(running, findings);
    return findings.isEmpty()
        ? List.of(Finding.ok(ABOUT, "nobody else who manages routes is seen"))
        : findings;
  }

  private static void decider(
      Machine machine, Decider decider, Set<String> running, List<Finding> findings) {
    if (decider.processes().stream().anyMatch(running::contains)) {
      findings.add(
          Finding.error(
              ABOUT,
              decider.name() + " runs: two that decide undo each other's work",
              decider.cure()));
    } else if (!decider.setting().isEmpty() && machine.has(decider.setting())) {
      findings.add(
          Finding.note(
              ABOUT,
              "%s is set up (%s) but does not run".formatted(decider.name(), decider.setting()),
              "see to it that it is not started: " + decider.cure()));
    }
  }

  /** The least metric that is behind all of ours. */
  private static int behind(Patient patient) {
    return patient.settings().routing().metric() + patient.uplinks().size() + 1;
  }

  private static void networkManager(Patient patient, Set<String> running, List<Finding> findings) {
    if (running.contains("NetworkManager")) {
      int metric = Math.max(behind(patient), 100);
      findings.add(
          Finding.note(
              ABOUT,
              "NetworkManager runs: its default routes must have metrics of %d or more"
                  .formatted(behind(patient)),
              "for each uplink: nmcli connection modify NAME ipv4.route-metric %d ipv6.route-metric %d"
                  .formatted(metric, metric)));
    }
  }

  /** By default it removes at its start what it did not make itself. */
  private static void networkd(Machine machine, Set<String> running, List<Finding> findings) {
    if (!running.contains("systemd-network")) {
      return;
    }
    String settings =
        Stream.concat(
                machine.text("/etc/systemd/networkd.conf").stream(),
                Stream.of("/etc", "/run", "/usr/lib")
                    .flatMap(
                        place ->
                            machine.files(place + "/systemd/networkd.conf.d", ".conf").stream())
                    .flatMap(Neighbours::text))
            .collect(Collectors.joining("\n"));
    if (LEAVES_ROUTES.matcher(settings).find() && LEAVES_RULES.matcher(settings).find()) {
      findings.add(Finding.ok(ABOUT, "systemd-networkd runs, and leaves what is not its own"));
    } else {
      findings.add(
          Finding.warning(
              ABOUT,
              "systemd-networkd runs: whenever it starts, it removes our routes and rules",
              "printf '[Network]\\n"
                  + "ManageForeignRoutes=no\\n"
                  + "ManageForeignRoutingPolicyRules=no\\n"
                  + "' > /etc/systemd/networkd.conf.d/linkflux.conf; systemctl restart"
                  + " systemd-networkd"));
    }
  }

  private static Stream<String> text(Path file) {
    try {
      return Stream.of(Files.readString(file));
    } catch (IOException _) {
      return Stream.of();
    }
  }

  private static void dhcp(Patient patient, Set<String> running, List<Finding> findings) {
    int metric = Math.max(behind(patient), 100);
    if (running.contains("dhcpcd")) {
      findings.add(
          Finding.note(
              ABOUT,
              "dhcpcd runs: its default routes must have metrics of %d or more"
                  .formatted(behind(patient)),
              "in /etc/dhcpcd.conf, for each uplink: interface NAME, and below it: metric "
                  + metric));
    }
    if (running.contains("dhclient")) {
      findings.add(
          Finding.note(
              ABOUT,
              "dhclient runs: its default routes have the metric 0 unless it is told another",
              "in /etc/network/interfaces, for each uplink: metric " + metric));
    }
    if (running.contains("netifd")) {
      findings.add(
          Finding.note(
              ABOUT,
              "netifd runs: its default routes must have metrics of %d or more"
                  .formatted(behind(patient)),
              "for each uplink: uci set network.NAME.metric=%d; uci commit network; /etc/init.d/network reload"
                  .formatted(metric)));
    }
  }

  private static void daemons(Set<String> running, List<Finding> findings) {
    for (String one : List.of("zebra", "bird", "keepalived", "connmand")) {
      if (running.contains(one)) {
        findings.add(
            Finding.note(
                ABOUT,
                one + " runs: whatever default routes it makes must be behind ours, or not be",
                "ip route show default shows whose they are"));
      }
    }
  }
}
