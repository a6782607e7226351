package dev.linkflux.route.linux;

import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.NextHop;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.route.linux.News.Reading;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what carries traffic: where the best default route of the main table leads. */
final class Carrying {
  private Carrying() {}

  /** By IPv4; where that has no default route, by IPv6. Ours or anybody's. Empty if none. */
  static List<UplinkId> uplinks(List<Uplink> uplinks, Reading reading) {
    for (IpFamily family : IpFamily.values()) {
      Set<String> devices = devices(family, reading);
      if (!devices.isEmpty()) {
        return uplinks.stream()
            .filter(uplink -> devices.contains(uplink.device()))
            .map(Uplink::id)
            .toList();
      }
    }
    return List.of();
  }

  private static Set<String> devices(IpFamily family, Reading reading) {
    Set<Integer> indexes =
        reading.routes().stream()
            .filter(route -> route.family() == family)
            .filter(route -> route.table() == RouteEntry.TABLE_MAIN)
            .filter(route -> route.type() == RouteEntry.UNICAST)
            .min(Comparator.comparingLong(RouteEntry::metric))
            .stream()
            .flatMap(Carrying::indexes)
            .collect(Collectors.toSet());
    return reading.links().stream()
        .filter(link -> indexes.contains(link.index()))
        .map(link -> link.name())
        .collect(Collectors.toSet());
  }

  private static Stream<Integer> indexes(RouteEntry route) {
    return route.nextHops().isEmpty()
        ? Stream.of(route.interfaceIndex())
        : route.nextHops().stream().map(NextHop::interfaceIndex);
  }
}
