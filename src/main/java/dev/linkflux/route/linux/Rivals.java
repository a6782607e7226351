package dev.linkflux.route.linux;

import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.route.Routing;
import dev.linkflux.route.linux.News.Reading;
import java.util.stream.Collectors;

/**
 * Default routes of others in the main table which the kernel prefers to ours: as long as there is
 * one, nothing that we do there moves traffic. They are not ours to remove.
 */
final class Rivals {
  private Rivals() {}

  /** One line that says which and what helps; empty if there are none. */
  static String told(Reading reading, Routing routing) {
    String rivals =
        reading.routes().stream()
            .filter(route -> route.table() == RouteEntry.TABLE_MAIN)
            .filter(route -> route.destination().length() == 0)
            .filter(route -> route.protocol() != routing.protocol())
            .filter(route -> route.metric() < routing.metric())
            .map(route -> words(route, reading))
            .distinct()
            .collect(Collectors.joining(", "));
    return rivals.isEmpty()
        ? ""
        : rivals
            + " goes before our default route of metric "
            + routing.metric()
            + ": traffic will not move; delete it or give it a higher metric";
  }

  private static String words(RouteEntry route, Reading reading) {
    String device =
        reading.links().stream()
            .filter(link -> link.index() == route.interfaceIndex())
            .map(LinkEntry::name)
            .findFirst()
            .map(name -> " dev " + name)
            .orElse("");
    String gateway =
        route.gateway() == null ? "" : " via " + route.gateway().getHostAddress().split("%", 2)[0];
    return "default%s%s metric %d, which is of protocol %s,"
        .formatted(gateway, device, route.metric(), Refusal.protocol(route));
  }
}
