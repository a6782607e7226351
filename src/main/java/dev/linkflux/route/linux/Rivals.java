package dev.linkflux.route.linux;

import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.NextHop;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.route.Routing;
import dev.linkflux.route.linux.News.Reading;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Default routes of others in the main table which the kernel prefers to ours, and which are not
 * ours to remove. If the first of them leads through the uplinks, rules of ours lead around all of
 * them ({@link dev.linkflux.route.Rivalled}); if it is a tunnel's, traffic shall go there.
 */
final class Rivals {
  private final List<RouteEntry> routes;
  private final Map<Integer, String> names = new HashMap<>();
  private final Set<String> uplinks;
  private final Routing routing;

  private Rivals(Reading reading, Set<String> uplinks, Routing routing) {
    this.routes =
        reading.routes().stream()
            .filter(route -> route.table() == RouteEntry.TABLE_MAIN)
            .filter(route -> route.protocol() != routing.protocol())
            .filter(route -> route.metric() < routing.metric())
            .toList();
    reading.links().forEach(link -> names.put(link.index(), link.name()));
    this.routing = routing;
    this.uplinks = uplinks;
  }

  /** Those that a reading shows. */
  static Rivals of(Reading reading, List<Uplink> uplinks, Routing routing) {
    return new Rivals(
        reading, uplinks.stream().map(Uplink::device).collect(Collectors.toSet()), routing);
  }

  /** True if the one that the kernel prefers leads through uplinks alone. */
  boolean areLedAround(IpFamily family) {
    return routes.stream()
        .filter(route -> route.family() == family)
        .min(Comparator.comparingLong(RouteEntry::metric))
        .filter(route -> uplinks.containsAll(devices(route)))
        .isPresent();
  }

  /** One line that says which and what helps; empty if there are none. */
  String told() {
    Predicate<RouteEntry> through = route -> devices(route).stream().anyMatch(uplinks::contains);
    Predicate<RouteEntry> around = through.and(route -> areLedAround(route.family()));
    List<String> lines = new ArrayList<>();
    tell(around, ledAround(), lines);
    tell(through.and(around.negate()), inTheWay(), lines);
    tell(through.negate(), elsewhere(), lines);
    return String.join("; ", lines);
  }

  private void tell(Predicate<RouteEntry> which, String what, List<String> lines) {
    String named =
        routes.stream().filter(which).map(this::words).distinct().collect(Collectors.joining(", "));
    if (!named.isEmpty()) {
      lines.add(named + what);
    }
  }

  private String ledAround() {
    return " goes before our default route of metric %d; it is left as it is, and rules of ours lead traffic around it"
        .formatted(routing.metric());
  }

  /** Managers give their routes the metric that they were told, or the best there is. */
  private String inTheWay() {
    // A group stands there as one and behind it as each of its ways.
    int last = routing.metric() + (uplinks.size() > 1 ? uplinks.size() : 0);
    long least = routes.stream().mapToLong(RouteEntry::metric).min().orElse(0);
    return " goes before our default route of metric %d, so that traffic will not move: "
            .formatted(routing.metric())
        + "let its manager give it a metric above %d (NetworkManager: route-metric, "
            .formatted(last)
        + "systemd-networkd: RouteMetric=, netifd: option metric)"
        + (least > 1 ? ", or set routes.metric below " + least : "");
  }

  /** Whoever has a tunnel for all traffic wants that; where it is a mistake, it must be found. */
  private String elsewhere() {
    return " leads through none of the uplinks and goes before our default route of metric %d: "
            .formatted(routing.metric())
        + "traffic goes there whatever is decided here, as it should only if that is a tunnel";
  }

  private List<String> devices(RouteEntry route) {
    Stream<Integer> indexes =
        route.nextHops().isEmpty()
            ? Stream.of(route.interfaceIndex())
            : route.nextHops().stream().map(NextHop::interfaceIndex);
    return indexes.map(names::get).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }

  private String words(RouteEntry route) {
    String gateway =
        route.gateway() == null ? "" : " via " + route.gateway().getHostAddress().split("%", 2)[0];
    String devices =
        devices(route).stream().map(name -> " dev " + name).collect(Collectors.joining());
    return "default%s%s metric %d of protocol %s"
        .formatted(gateway, devices, route.metric(), Refusal.protocol(route));
  }
}
