package dev.linkflux.doctor;

import dev.linkflux.uplink.ProbeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What this process may do, as one that runs the service would have to. */
final class Rights {
  private static final String ABOUT = "rights";
  private static final String STATUS = "/proc/self/status";

  // Bits of capabilities(7).
  private static final int NET_ADMIN = 12;
  private static final int NET_RAW = 13;

  private static final String UNIT =
      "run it by its unit, which has them (AmbientCapabilities=CAP_NET_ADMIN CAP_NET_RAW):"
          + " systemctl enable --now linkflux";

  private Rights() {}

  static List<Finding> findings(Patient patient) {
    Machine machine = patient.machine();
    Optional<Long> capabilities =
        machine
            .entry(STATUS, "CapEff")
            .filter(text -> text.matches("[0-9a-f]{1,16}"))
            .map(text -> Long.parseUnsignedLong(text, 16));
    if (capabilities.isEmpty()) {
      return List.of(
          Finding.note(ABOUT, "could not be seen: " + STATUS + " cannot be read", "mount /proc"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        has(capabilities.get(), NET_ADMIN)
            ? Finding.ok(ABOUT, "CAP_NET_ADMIN is there: routes can be changed")
            : Finding.warning(
                ABOUT,
                "CAP_NET_ADMIN is missing to this process: run by this user, the service observes"
                    + " and changes no routes",
                UNIT));
    pinging(patient, has(capabilities.get(), NET_RAW)).ifPresent(findings::add);
    return findings;
  }

  private static boolean has(long capabilities, int bit) {
    return (capabilities >> bit & 1) == 1;
  }

  private static Optional<Finding> pinging(Patient patient, boolean raw) {
    boolean pings =
        patient.settings().targets().stream().anyMatch(one -> one.kind() == ProbeKind.ICMP)
            || patient.settings().servers().stream().anyMatch(one -> one.check().kind().pings());
    if (!pings) {
      return Optional.empty();
    }
    String range = patient.machine().setting("net", "ipv4", "ping_group_range").orElse("1\t0");
    String said = "net.ipv4.ping_group_range is " + range.replaceAll("\\s+", " ");
    if (isMember(patient.machine(), range)) {
      return Optional.of(Finding.ok(ABOUT, "targets can be pinged: " + said));
    }
    if (raw) {
      return Optional.of(Finding.ok(ABOUT, "targets can be pinged by raw sockets (CAP_NET_RAW)"));
    }
    return Optional.of(
        Finding.warning(
            ABOUT,
            "this user cannot ping: %s, and CAP_NET_RAW is missing".formatted(said),
            "sysctl -w net.ipv4.ping_group_range=\"0 2147483647\", or " + UNIT));
  }

  /** Whether a group of this process lies within the range. */
  private static boolean isMember(Machine machine, String range) {
    String[] ends = range.strip().split("\\s+", -1);
    if (ends.length != 2 || !(ends[0] + ends[1]).matches("[0-9]{2,20}")) {
      return false;
    }
    long first = Long.parseLong(ends[0]);
    long last = Long.parseLong(ends[1]);
    return Stream.of("Gid", "Groups")
        .flatMap(name -> machine.entry(STATUS, name).stream())
        .flatMap(groups -> Stream.of(groups.split("\\s+", -1)))
        .filter(group -> group.matches("[0-9]{1,10}"))
        .mapToLong(Long::parseLong)
        .anyMatch(group -> first <= group && group <= last);
  }
}
