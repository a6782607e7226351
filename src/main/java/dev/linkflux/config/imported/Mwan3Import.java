package dev.linkflux.config.imported;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OpenWrt's mwan3, with {@code network} if it is there. Its defaults are those of version 2.12; the
 * policy of the rule for everything becomes tiers and weights.
 */
final class Mwan3Import {
  private final List<UciSection> all;
  private final Inventory inventory = new Inventory();
  private final Draft draft = new Draft(inventory);
  private final Network network;
  private final Mwan3Policy policy;

  private Mwan3Import(List<UciSection> all) {
    this.all = all;
    network = new Network(all);
    policy = Mwan3Policy.of(all);
    all.forEach(section -> section.options().forEach(inventory::add));
  }

  static Imported of(List<UciSection> all) throws ImportException {
    return new Mwan3Import(all).imported();
  }

  private Imported imported() throws ImportException {
    List<UciSection> interfaces = of("interface");
    if (interfaces.isEmpty()) {
      throw new ImportException("there is no interface of mwan3: give its file mwan3");
    }
    UciSection first = interfaces.getFirst();
    List<Found> hosts =
        interfaces.stream().flatMap(it -> it.list("track_ip").stream()).distinct().toList();
    String method = first.text("track_method", "ping");
    Found[] methods =
        interfaces.stream()
            .flatMap(it -> it.option("track_method").stream())
            .filter(it -> it.value().equals(method))
            .toArray(Found[]::new);
    if (!hosts.isEmpty()) {
      draft.remark(0, "every target is probed through every uplink, not each through its own");
    }
    new Targets(draft, inventory).write(hosts, method, "", methods);
    draft.blank();
    draft.line("uplinks:");
    byDevice(interfaces).forEach(this::uplink);
    draft.blank();
    demands(interfaces);
    if (policy.balances()) {
      draft.line("election: {strategy: balance}", "members of one metric share the traffic");
    }
    Mwan3Reasons.leave(inventory, policy);
    draft.left(0);
    return new Imported(draft.toString(), inventory.carried(), inventory.leftBehind());
  }

  /** Interfaces of IPv4 and IPv6 over one device are one uplink of ours. */
  private Map<Network.Device, List<UciSection>> byDevice(List<UciSection> interfaces) {
    Map<String, Network.Device> devices = new LinkedHashMap<>();
    Map<Network.Device, List<UciSection>> ways = new LinkedHashMap<>();
    for (UciSection section : interfaces) {
      Network.Device device =
          section
              .option("device")
              .map(it -> new Network.Device(Network.valid(it.value()), List.of(it), ""))
              .orElseGet(() -> network.device(section.name()));
      Network.Device known = devices.computeIfAbsent(device.name(), _ -> device);
      ways.computeIfAbsent(known, _ -> new ArrayList<>()).add(section);
    }
    return ways;
  }

  private void uplink(Network.Device device, List<UciSection> sections) {
    UciSection section = sections.getFirst();
    draft.line("  - name: " + Draft.scalar(section.name()));
    if (device.doubt().isEmpty()) {
      draft.line("    interface: " + Draft.scalar(device.name()), device.sources());
    } else {
      draft.line("    interface: " + Draft.scalar(device.name()), device.doubt(), device.sources());
    }
    if (sections.size() > 1) {
      draft.remark(
          4,
          "one uplink has both families: "
              + String.join(", ", sections.stream().map(UciSection::name).toList()));
    }
    Optional<Mwan3Policy.Member> member =
        sections.stream().flatMap(it -> policy.member(it.name()).stream()).findFirst();
    if (member.isPresent()) {
      draft.line("    tier: " + Numbers.tier(member.get().tier()), member.get().ofTheMetric());
      draft.line(
          "    weight: " + Numbers.weight(member.get().weight()), member.get().ofTheWeight());
    } else {
      draft.line(
          "    tier: " + Numbers.tier(policy.last() + 1),
          "is in no policy of the rule for everything");
    }
    network
        .find(section.name())
        .flatMap(it -> it.option("gateway"))
        .filter(it -> Numbers.isAddress(it.value()))
        .ifPresent(it -> draft.line("    gateway: " + Draft.scalar(it.value()), it));
    Found[] off =
        sections.stream()
            .flatMap(it -> it.option("enabled").stream())
            .filter(it -> !it.isOn())
            .toArray(Found[]::new);
    if (off.length == sections.size()) {
      draft.line("    disabled: true", off);
    } else if (sections.stream().noneMatch(it -> it.option("enabled").isPresent())) {
      draft.line(
          "    disabled: true", "mwan3 leaves an interface alone without option enabled '1'");
    }
    for (UciSection one : sections) {
      Mwan3Reasons.leave(one, inventory);
      network
          .find(one.name())
          .ifPresent(it -> it.options().forEach(option -> inventory.leave(option, Network.STAYS)));
    }
    draft.left(4);
  }

  private void demands(List<UciSection> interfaces) {
    Optional<UciSection> checking =
        interfaces.stream().filter(it -> it.isOn("check_quality", false)).findFirst();
    if (checking.isEmpty()) {
      draft.remark(
          0,
          "mwan3 does not act on loss and latency here (check_quality is off); linkflux does,"
              + " within its default demands (demands: {loss: off, rtt: off, jitter: off} would"
              + " not)");
      return;
    }
    UciSection section = checking.get();
    draft.line("demands:", section.option("check_quality").stream().toArray(Found[]::new));
    Limits.write(draft, section, "mwan3's default");
    draft.left(2);
  }

  private List<UciSection> of(String type) {
    return all.stream().filter(it -> it.pack().equals("mwan3") && it.type().equals(type)).toList();
  }
}
