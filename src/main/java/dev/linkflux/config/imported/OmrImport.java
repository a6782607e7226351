package dev.linkflux.config.imported;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * OpenMPTCProuter: {@code omr-tracker}, {@code network} and {@code openmptcprouter}. Its defaults
 * and what its options really do are those of omr-tracker of May 2025.
 */
final class OmrImport {
  private static final String TRACKER = "omr-tracker";
  private static final String ROUTER = "openmptcprouter";

  /** Of which OMR has no tracker, or which are not ways out. */
  private static final Set<String> NO_WAYS_OUT = Set.of("loopback", "omrvpn", "omr6in4", "globals");

  private static final Set<String> PARTS = Set.of("on", "master", "backup", "signal", "handover");

  private final List<UciSection> all;
  private final Inventory inventory = new Inventory();
  private final Draft draft = new Draft(inventory);
  private final Network network;

  private OmrImport(List<UciSection> all) {
    this.all = all;
    network = new Network(all);
    all.forEach(section -> section.options().forEach(inventory::add));
  }

  static Imported of(List<UciSection> all) throws ImportException {
    return new OmrImport(all).imported();
  }

  private Imported imported() throws ImportException {
    List<UciSection> ways =
        network.interfaces().stream()
            .filter(OmrImport::isWayOut)
            .sorted(Comparator.comparing(way -> !way.text("multipath", "").equals("master")))
            .toList();
    if (ways.isEmpty()) {
      throw new ImportException(
          "no interface takes part in OpenMPTCProuter's multipath: give also its file network (an"
              + " interface has option multipath 'on', 'master' or 'backup')");
    }
    List<UciSection> servers = of(ROUTER, "server");
    draft.line(
        "preset: omr", "omr-tracker's limits and pace, decided by windows and not by bursts");
    draft.blank();
    new Targets(draft, inventory)
        .write(hosts(), tracker("type", "ping"), toServer(servers), kindOfProbes());
    draft.blank();
    boolean fails = settings("master", "balancing").matches("failover|static|change|dynamic");
    draft.line("uplinks:");
    ways.forEach(way -> uplink(way, fails));
    draft.blank();
    demands();
    draft.line(
        "election: {strategy: %s}".formatted(fails ? "failover" : "balance"),
        sources(of(ROUTER, "settings"), "master"));
    draft.blank();
    new OmrServers(draft, inventory).write(servers, of(TRACKER, "server"));
    OmrReasons.leave(inventory);
    draft.left(0);
    return new Imported(draft.toString(), inventory.carried(), inventory.leftBehind());
  }

  private static boolean isWayOut(UciSection section) {
    String name = section.name();
    return !NO_WAYS_OUT.contains(name)
        && !name.startsWith("lan")
        && !name.startsWith("if0")
        && PARTS.contains(section.text("multipath", "off"));
  }

  private void uplink(UciSection way, boolean fails) {
    String part = way.text("multipath", "on");
    Found[] multipath = sources(List.of(way), "multipath");
    Network.Device device = network.device(way.name());
    draft.line("  - name: " + Draft.scalar(way.name()));
    if (device.doubt().isEmpty()) {
      draft.line("    interface: " + Draft.scalar(device.name()), device.sources());
    } else {
      draft.line("    interface: " + Draft.scalar(device.name()), device.doubt(), device.sources());
    }
    int tier = part.equals("backup") ? 3 : fails && !part.equals("master") ? 2 : 1;
    draft.line("    tier: " + tier, multipath);
    draft.line("    mptcp: " + mptcp(part), multipath);
    way.option("gateway")
        .filter(it -> Numbers.isAddress(it.value()))
        .ifPresent(it -> draft.line("    gateway: " + Draft.scalar(it.value()), it));
    weight(way, part, fails);
    Optional<Found> off =
        way.option("disabled")
            .filter(Found::isOn)
            .or(() -> way.option("auto").filter(it -> !it.isOn()))
            .or(() -> tracking(way).flatMap(it -> it.option("enabled")).filter(it -> !it.isOn()));
    off.ifPresent(it -> draft.line("    disabled: true", it));
    way.options().forEach(it -> inventory.leave(it, Network.STAYS));
    draft.left(4);
  }

  private void weight(UciSection way, String part, boolean fails) {
    Optional<Found> weight = way.option("weight");
    if (weight.isPresent() && Numbers.whole(weight.get(), 1, 65_535).isPresent()) {
      int given = Numbers.whole(weight.get(), 1, 65_535).getAsInt();
      draft.line("    weight: " + Numbers.weight(given), weight.get());
    } else if (!fails && part.equals("master")) {
      draft.line("    weight: 100", "what OMR gives its master in the default route, others 1");
    }
  }

  private Optional<UciSection> tracking(UciSection way) {
    return of(TRACKER, "interface").stream().filter(it -> it.name().equals(way.name())).findFirst();
  }

  private static String mptcp(String part) {
    return switch (part) {
      case "backup" -> "backup";
      case "signal" -> "signal";
      default -> "subflow";
    };
  }

  /** Hosts of the defaults, then those that only one interface has: ours are probed through all. */
  private List<Found> hosts() {
    String family = tracker("family", "ipv4");
    List<Found> hosts = new ArrayList<>();
    for (UciSection section : trackers()) {
      if (!family.equals("ipv6")) {
        hosts.addAll(section.list("hosts"));
      }
      if (family.contains("ipv6")) {
        hosts.addAll(section.list("hosts6"));
      }
    }
    return hosts;
  }

  private Found[] kindOfProbes() {
    return of(TRACKER, "defaults").stream()
        .flatMap(it -> Stream.of("type", "family").flatMap(option -> it.option(option).stream()))
        .toArray(Found[]::new);
  }

  private static String toServer(List<UciSection> servers) {
    return servers.stream()
        .filter(OmrServers::isUsed)
        .map(it -> Draft.flow("server", Draft.scalar(it.name())))
        .findFirst()
        .orElse("");
  }

  /** The limits of the first section that has its quality check switched on. */
  private void demands() {
    Optional<UciSection> checking =
        trackers().stream().filter(it -> it.isOn("check_quality", false)).findFirst();
    if (checking.isEmpty()) {
      draft.remark(
          0,
          "check_quality is off, so that OMR does not act on loss and latency; linkflux does,"
              + " within the wide limits of preset omr (demands: {loss: off, rtt: off} would not)");
      return;
    }
    UciSection section = checking.get();
    draft.line("demands:", sources(List.of(section), "check_quality"));
    Limits.write(draft, section, "OMR's default: it needs both limits, the second below the first");
    draft.left(2);
  }

  private List<UciSection> trackers() {
    List<UciSection> sections = new ArrayList<>(of(TRACKER, "defaults"));
    sections.addAll(of(TRACKER, "interface"));
    return sections;
  }

  private String tracker(String option, String byDefault) {
    return of(TRACKER, "defaults").stream()
        .findFirst()
        .map(it -> it.text(option, byDefault))
        .orElse(byDefault);
  }

  private String settings(String option, String byDefault) {
    return of(ROUTER, "settings").stream()
        .findFirst()
        .map(it -> it.text(option, byDefault))
        .orElse(byDefault);
  }

  private static Found[] sources(List<UciSection> sections, String option) {
    return sections.stream().flatMap(it -> it.option(option).stream()).toArray(Found[]::new);
  }

  private List<UciSection> of(String pack, String type) {
    return all.stream().filter(it -> it.pack().equals(pack) && it.type().equals(type)).toList();
  }
}
