package dev.linkflux.config.imported;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * pfSense and OPNsense: gateways, gateway groups and the interfaces' devices of {@code config.xml}.
 * The rest of it is a firewall's.
 */
final class PfsenseImport {
  private static final String FAMILY = "an uplink of linkflux has both families";

  private final String file;
  private final XmlElement root;
  private final Inventory inventory = new Inventory();
  private final Draft draft = new Draft(inventory);
  private final List<PfsenseGateway> gateways = new ArrayList<>();

  private PfsenseImport(String file, XmlElement root) {
    this.file = file;
    this.root = root;
  }

  static Imported of(String file, String text) throws ImportException {
    XmlElement root = XmlTree.read(file, text);
    return new PfsenseImport(file, root).imported();
  }

  private Imported imported() throws ImportException {
    places().forEach(place -> place.all("gateway_item").forEach(this::add));
    if (gateways.isEmpty()) {
      throw new ImportException(
          file
              + ": has no gateway_item: a gateway that was never edited is not in the file; open it"
              + " in System > Routing and save it once");
    }
    PfsenseGroup group = PfsenseGroup.of(file, root, gateways);
    group.settings().forEach(inventory::add);
    draft.remark(0, "Interfaces are named as FreeBSD has them: put in what ip link shows.");
    new Targets(draft, inventory).write(monitors(), "ping", "");
    draft.blank();
    draft.line("uplinks:");
    byInterface().forEach((name, all) -> uplink(name, all, group));
    draft.blank();
    demands();
    if (group.balances()) {
      draft.line("election: {strategy: balance}", "gateways of one tier share the traffic");
    }
    PfsenseReasons.leave(inventory);
    draft.left(0);
    return new Imported(draft.toString(), inventory.carried(), inventory.leftBehind());
  }

  /** pfSense has them in gateways, OPNsense since 24.1 in OPNsense/Gateways. */
  private Stream<XmlElement> places() {
    return Stream.concat(
        root.all("gateways"), root.all("OPNsense").flatMap(it -> it.all("Gateways")));
  }

  private void add(XmlElement item) {
    PfsenseGateway gateway = PfsenseGateway.of(file, item, gateways.size());
    gateways.add(gateway);
    gateway.settings().values().forEach(inventory::add);
  }

  private List<Found> monitors() {
    return gateways.stream().flatMap(it -> it.find("monitor").stream()).toList();
  }

  private Map<String, List<PfsenseGateway>> byInterface() {
    Map<String, List<PfsenseGateway>> ways = new LinkedHashMap<>();
    gateways.forEach(
        it -> ways.computeIfAbsent(it.text("interface"), _ -> new ArrayList<>()).add(it));
    return ways;
  }

  private void uplink(String name, List<PfsenseGateway> all, PfsenseGroup group) {
    PfsenseGateway first = all.getFirst();
    draft.line("  - name: " + Draft.scalar(first.name()), first.sources("name"));
    device(name, all);
    PfsenseGateway chosen =
        all.stream().filter(it -> group.member(it.name()).isPresent()).findFirst().orElse(first);
    Optional<PfsenseGroup.Member> member = group.member(chosen.name());
    if (member.isPresent()) {
      draft.line("    tier: " + Numbers.tier(member.get().tier()), member.get().sources());
    } else {
      draft.line(
          "    tier: " + Numbers.tier(group.last() + 1),
          group.isEmpty()
              ? "there is no gateway group"
              : "is not in gateway group " + group.name());
    }
    List<Found> addresses =
        all.stream()
            .flatMap(it -> it.find("gateway").stream())
            .filter(it -> Numbers.isAddress(it.value()))
            .toList();
    if (!addresses.isEmpty() && addresses.size() <= 2) {
      draft.line(
          "    gateway: ["
              + String.join(", ", addresses.stream().map(it -> Draft.scalar(it.value())).toList())
              + "]",
          addresses.toArray(Found[]::new));
    }
    all.stream()
        .flatMap(it -> it.find("gateway").stream())
        .filter(it -> it.is("dynamic"))
        .forEach(
            it -> inventory.leave(it, "the kernel's own gateway is taken where none is named"));
    first
        .find("weight")
        .filter(it -> Numbers.whole(it, 1, 1000).isPresent())
        .ifPresent(
            it ->
                draft.line(
                    "    weight: " + Numbers.weight(Numbers.whole(it, 1, 1000).getAsInt()), it));
    if (all.stream().allMatch(it -> it.isOn("disabled"))) {
      draft.line(
          "    disabled: true",
          all.stream().flatMap(it -> it.find("disabled").stream()).toArray(Found[]::new));
    }
    all.forEach(it -> PfsenseReasons.leave(it, inventory));
    all.stream()
        .skip(1)
        .flatMap(it -> it.settings().values().stream())
        .filter(it -> it.key().matches(".*\\.(name|weight|interface)$"))
        .forEach(it -> inventory.leave(it, FAMILY));
    draft.left(4);
  }

  private void device(String name, List<PfsenseGateway> all) {
    Optional<XmlElement> device =
        root.first("interfaces").flatMap(it -> it.first(name)).flatMap(it -> it.first("if"));
    List<Found> from =
        new ArrayList<>(all.stream().flatMap(it -> it.find("interface").stream()).toList());
    device.ifPresent(
        it -> from.add(new Found(file, it.line(), "interfaces." + name + ".if", it.text())));
    draft.line(
        "    interface: " + Draft.scalar(Network.valid(device.map(XmlElement::text).orElse(name))),
        from.toArray(Found[]::new));
  }

  /** Those of the first gateway that has them: ours hold for all. */
  private void demands() {
    List<String> written = new ArrayList<>();
    PfsenseLimits limits = new PfsenseLimits(draft, gateways);
    limits.write("losslow", "losshigh", "loss", "%", written);
    limits.write("latencylow", "latencyhigh", "rtt", "ms", written);
    if (written.isEmpty()) {
      draft.remark(
          0,
          "no thresholds are set: pfSense's own are loss 10 to 20 % and latency 200 to 500 ms over"
              + " a minute; linkflux's default demands hold");
    }
  }
}
