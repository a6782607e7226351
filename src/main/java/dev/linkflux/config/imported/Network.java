package dev.linkflux.config.imported;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** OpenWrt's {@code network}: which device an interface is, as far as it says. */
final class Network {
  /** What stays with OpenWrt whatever follows it. */
  static final String STAYS =
      "linkflux does not set up interfaces: what gives them addresses stays as it is";

  private static final Set<String> NAMED_BY_PROTOCOL = Set.of("pppoe", "pptp", "l2tp", "3g");
  private static final Set<String> TUNNELS = Set.of("wireguard", "gre", "6in4", "vxlan");

  private final List<UciSection> interfaces;

  Network(List<UciSection> all) {
    interfaces =
        all.stream()
            .filter(it -> it.pack().equals("network") && it.type().equals("interface"))
            .toList();
  }

  List<UciSection> interfaces() {
    return interfaces;
  }

  Optional<UciSection> find(String name) {
    return interfaces.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /**
   * The device of an interface.
   *
   * @param name as Linux has it, perhaps cut to what is a valid one
   * @param from where that was found; empty if it is a guess
   * @param doubt what the reader has to look at; empty if there is none
   */
  record Device(String name, List<Found> from, String doubt) {
    Found[] sources() {
      return from.toArray(Found[]::new);
    }
  }

  Device device(String name) {
    return device(name, 0);
  }

  private Device device(String name, int depth) {
    Optional<UciSection> section = find(name);
    Optional<Found> given =
        section.flatMap(it -> it.option("device").or(() -> it.option("ifname")));
    String protocol = section.map(it -> it.text("proto", "")).orElse("");
    if (given.isPresent() && given.get().value().startsWith("@") && depth < 4) {
      Device other = device(given.get().value().substring(1), depth + 1);
      List<Found> from = new ArrayList<>(other.from());
      from.add(given.get());
      return new Device(other.name(), from, other.doubt());
    }
    if (NAMED_BY_PROTOCOL.contains(protocol)) {
      return guess(protocol + "-" + name, "as OpenWrt names one of proto " + protocol);
    }
    if (TUNNELS.contains(protocol)) {
      return guess(name, "as OpenWrt names one of proto " + protocol);
    }
    String device = given.map(it -> it.value().split("\\s+", -1)[0]).orElse("");
    if (device.isEmpty() || device.startsWith("/dev/")) {
      return guess(name, "no device is named for it here: put in what ip link shows");
    }
    return valid(device).equals(device)
        ? new Device(device, List.of(given.get()), "")
        : guess(device, "is no interface name of Linux: put in what ip link shows");
  }

  private static Device guess(String name, String doubt) {
    return new Device(valid(name), List.of(), doubt);
  }

  /** At most 15 characters, without those that Linux refuses. */
  static String valid(String name) {
    String clean = name.replaceAll("[^\\x21-\\x7e]|[/:]", "-");
    String cut = clean.length() > 15 ? clean.substring(0, 15) : clean;
    return cut.isEmpty() || cut.equals(".") || cut.equals("..") ? "unknown" : cut;
  }
}
