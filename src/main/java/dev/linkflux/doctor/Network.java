package dev.linkflux.doctor;

import dev.linkflux.kernel.AddressEntry;
import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.kernel.NextHop;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.kernel.RuleEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the kernel holds of the network: anybody may read that. */
record Network(
    List<LinkEntry> links,
    List<AddressEntry> addresses,
    List<RouteEntry> routes,
    List<RuleEntry> rules) {
  Network {
    links = List.copyOf(links);
    addresses = List.copyOf(addresses);
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
  }

  /** That of the present network namespace; an IOException if the kernel does not tell. */
  static Network read() throws IOException {
    try (Rtnetlink rtnetlink = Rtnetlink.open()) {
      return new Network(
          rtnetlink.links(), rtnetlink.addresses(), rtnetlink.routes(), rtnetlink.rules());
    }
  }

  Optional<LinkEntry> link(String name) {
    return links.stream().filter(link -> link.name().equals(name)).findFirst();
  }

  /** Those that others can answer to. */
  List<AddressEntry> addresses(LinkEntry link) {
    return addresses.stream()
        .filter(address -> address.index() == link.index())
        .filter(address -> address.scope() == AddressEntry.SCOPE_GLOBAL && address.usable())
        .toList();
  }

  /** Default routes of a table. */
  List<RouteEntry> defaults(long table) {
    return routes.stream()
        .filter(route -> route.table() == table && route.destination().length() == 0)
        .filter(route -> route.type() == RouteEntry.UNICAST)
        .toList();
  }

  /** The names of the interfaces by which a route leaves. */
  List<String> devices(RouteEntry route) {
    Stream<Integer> indexes =
        route.nextHops().isEmpty()
            ? Stream.of(route.interfaceIndex())
            : route.nextHops().stream().map(NextHop::interfaceIndex);
    return indexes
        .flatMap(index -> links.stream().filter(link -> link.index() == index))
        .map(LinkEntry::name)
        .toList();
  }

  /** As {@code ip route} says it. */
  String words(RouteEntry route) {
    StringBuilder words =
        new StringBuilder(
            route.destination().length() == 0 ? "default" : route.destination().toString());
    if (route.gateway() != null) {
      words.append(" via ").append(route.gateway().getHostAddress().split("%", 2)[0]);
    }
    devices(route).forEach(device -> words.append(" dev ").append(device));
    return words.append(" metric ").append(route.metric()).toString();
  }

  /** As {@code ip rule} says it. */
  static String words(RuleEntry rule) {
    StringBuilder words = new StringBuilder("rule ").append(rule.priority()).append(": from ");
    words.append(rule.from().length() == 0 ? "all" : rule.from());
    if (rule.to().length() > 0) {
      words.append(" to ").append(rule.to());
    }
    if (rule.markMask() != 0) {
      words.append(" fwmark 0x%x/0x%x".formatted(rule.mark(), rule.markMask()));
    }
    if (rule.inputInterface() != null) {
      words.append(" iif ").append(rule.inputInterface());
    }
    if (rule.outputInterface() != null) {
      words.append(" oif ").append(rule.outputInterface());
    }
    return (rule.action() == RuleEntry.LOOKUP
            ? words.append(" lookup ").append(rule.table())
            : words.append(" action ").append(rule.action()))
        .toString();
  }
}
