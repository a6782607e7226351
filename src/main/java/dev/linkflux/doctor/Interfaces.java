package dev.linkflux.doctor;

import dev.linkflux.kernel.AddressEntry;
import dev.linkflux.kernel.IpPrefix;
import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether every uplink has an interface that could carry something now. */
final class Interfaces {
  private static final String ABOUT = "uplink";

  /** So many names of interfaces are told at most. */
  private static final int MOST = 12;

  private Interfaces() {}

  static List<Finding> findings(Patient patient) {
    return patient.uplinks().stream()
        .filter(uplink -> !uplink.disabled())
        .map(uplink -> finding(patient, uplink))
        .toList();
  }

  private static Finding finding(Patient patient, Uplink uplink) {
    String device = uplink.device();
    Optional<LinkEntry> found = patient.network().link(device);
    if (found.isEmpty()) {
      return Finding.warning(
          ABOUT,
          "%s: there is no interface %s now; it is down until that appears"
              .formatted(uplink.name(), device),
          "name one that there is in uplinks.%s.interface%s"
              .formatted(uplink.name(), others(patient, uplink)));
    }
    LinkEntry link = found.get();
    if (!link.up()) {
      return Finding.warning(
          ABOUT,
          "%s: %s is switched off".formatted(uplink.name(), device),
          "ip link set dev %s up".formatted(device));
    }
    if (!link.lowerUp()) {
      return Finding.warning(
          ABOUT,
          "%s: %s has no carrier".formatted(uplink.name(), device),
          "look at its cable or modem");
    }
    List<AddressEntry> addresses = patient.network().addresses(link);
    if (addresses.isEmpty()) {
      return Finding.warning(
          ABOUT,
          "%s: %s has no address".formatted(uplink.name(), device),
          "let a DHCP client run for it, or: ip address add ADDRESS/LENGTH dev " + device);
    }
    return gateway(patient, uplink, link, addresses);
  }

  /** Those that no other uplink has, and that may lead somewhere. */
  private static String others(Patient patient, Uplink uplink) {
    List<String> taken =
        patient.uplinks().stream().filter(it -> !it.equals(uplink)).map(Uplink::device).toList();
    String free =
        patient.network().links().stream()
            .map(LinkEntry::name)
            .filter(name -> !name.equals("lo") && !taken.contains(name))
            .limit(MOST)
            .collect(Collectors.joining(", "));
    return free.isEmpty() ? " (ip -brief link shows none that is free)" : ": " + free;
  }

  private static Finding gateway(
      Patient patient, Uplink uplink, LinkEntry link, List<AddressEntry> addresses) {
    String have =
        addresses.stream()
            .map(one -> one.address().getHostAddress().split("%", 2)[0] + "/" + one.prefixLength())
            .collect(Collectors.joining(", "));
    for (InetAddress gateway : uplink.gateways()) {
      if (!gateway.isLinkLocalAddress() && !link.pointToPoint() && !isNear(gateway, addresses)) {
        return Finding.error(
            ABOUT,
            "%s: its gateway %s is in no network of %s (%s)"
                .formatted(uplink.name(), gateway.getHostAddress(), link.name(), have),
            "mend uplinks.%s.gateway, or the address".formatted(uplink.name()));
      }
    }
    List<RouteEntry> learnt =
        patient.network().routes().stream()
            .filter(route -> route.destination().length() == 0)
            .filter(route -> route.type() == RouteEntry.UNICAST)
            .filter(route -> patient.network().devices(route).contains(link.name()))
            .toList();
    if (uplink.gateways().isEmpty() && learnt.isEmpty() && !link.pointToPoint()) {
      return Finding.warning(
          ABOUT,
          "%s: no gateway of %s (%s) is known".formatted(uplink.name(), link.name(), have),
          "let its DHCP client set a default route of any metric, or set uplinks.%s.gateway"
              .formatted(uplink.name()));
    }
    return Finding.ok(ABOUT, "%s: %s is up, %s".formatted(uplink.name(), link.name(), have));
  }

  private static boolean isNear(InetAddress gateway, List<AddressEntry> addresses) {
    return addresses.stream()
        .anyMatch(
            one ->
                gateway.equals(one.peer())
                    || (gateway.getAddress().length == one.address().getAddress().length
                        && IpPrefix.around(gateway, one.prefixLength())
                            .equals(IpPrefix.around(one.address(), one.prefixLength()))));
  }
}
