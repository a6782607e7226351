package dev.linkflux.config;

import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Through;
import dev.linkflux.uplink.ServerId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code servers}: far ends with their host routes. To resolve and check them is not built yet. */
final class ServersSection {
  private static final String EXAMPLE = "- {name: vps, address: 192.0.2.10}";
  private static final String ADDRESS = "address";
  private static final Function<String, String> WAYS = Choice.of("carrying", "each", "none");

  private final Set<String> names = new HashSet<>();
  private final Set<InetAddress> addresses = new HashSet<>();
  private final List<Server> servers = new ArrayList<>();

  private ServersSection() {}

  /** Those that are known by address; of the others, a warning says that they have no effect. */
  static List<Server> read(Section root) {
    ServersSection reader = new ServersSection();
    root.sections("servers", EXAMPLE).forEach(reader::add);
    return List.copyOf(reader.servers);
  }

  static String word(Through through) {
    return through.name().toLowerCase(Locale.ROOT);
  }

  private void add(Section section) {
    List<Host> hosts = hosts(section);
    String name = section.find("name", NameText.shown());
    String called = name != null ? name : hosts.isEmpty() ? null : hosts.getFirst().text();
    if (called != null && !names.add(called)) {
      section.error("name", "a second server is called " + Quoted.of(called));
    }
    Through through = section.read("routes", Through.CARRYING, ServersSection::through);
    section.find("port", NumberText.whole(1, 65_535));
    section.find("check", Choice.of("api", "ping", "api+ping", "none"));
    section.find("role", Choice.of("main", "backup"));
    section.done();
    warn(section, hosts);
    List<InetAddress> known =
        hosts.stream().flatMap(host -> Stream.ofNullable(host.address())).toList();
    if (called != null && !known.isEmpty()) {
      servers.add(new Server(new ServerId(called, servers.size()), known, through));
    }
  }

  private List<Host> hosts(Section section) {
    if (!section.has(ADDRESS)) {
      @Nullable Host _ = section.need(ADDRESS, EXAMPLE, HostText::parse);
      return List.of();
    }
    List<Host> hosts = section.oneOrMore(ADDRESS, ServersSection::host);
    if (hosts.isEmpty() && section.isSound(ADDRESS)) {
      section.error(ADDRESS, "is empty: write it as in " + EXAMPLE);
    }
    for (Host host : hosts) {
      InetAddress address = host.address();
      if (address != null && !addresses.add(address)) {
        section.error(
            ADDRESS, address.getHostAddress() + " stands here twice, or with another server");
      }
    }
    return hosts;
  }

  private static Host host(String text) {
    Host host = HostText.parse(text);
    InetAddress address = host.address();
    if (address != null && (address.isLoopbackAddress() || address.isLinkLocalAddress())) {
      throw new MalformedValue(text + " is not reached through an uplink");
    }
    return host;
  }

  private static Through through(String text) {
    return Through.valueOf(WAYS.apply(text).toUpperCase(Locale.ROOT));
  }

  private static void warn(Section section, List<Host> hosts) {
    String named =
        hosts.stream()
            .filter(host -> host.address() == null)
            .map(Host::text)
            .collect(Collectors.joining(", "));
    if (!named.isEmpty()) {
      section.warning(
          ADDRESS,
          "names are not built yet: %s has no effect; host routes need an address until then"
              .formatted(named));
    }
    String idle =
        Stream.of("port", "check", "role").filter(section::has).collect(Collectors.joining(", "));
    if (!idle.isEmpty() && section.isSound("port", "check", "role")) {
      section.warning(
          idle.substring(0, idle.indexOf(',') < 0 ? idle.length() : idle.indexOf(',')),
          "not built yet: no effect in this version (%s)".formatted(idle));
    }
  }
}
