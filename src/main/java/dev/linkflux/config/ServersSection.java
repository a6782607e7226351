package dev.linkflux.config;

import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Hysteresis;
import dev.linkflux.uplink.Server.Returning;
import dev.linkflux.uplink.Server.Role;
import dev.linkflux.uplink.Server.Through;
import dev.linkflux.uplink.ServerId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code servers}: far ends that the users depend on, in the order of the file. */
final class ServersSection {
  private static final String EXAMPLE = "- {name: vps, address: 192.0.2.10}";
  private static final String ADDRESS = "address";
  private static final int MOST = 64;
  private static final int MOST_HOSTS = 16;
  private static final int MOST_FAILS = 100;
  private static final Function<String, String> WAYS = Choice.of("carrying", "each", "none");
  private static final Function<String, String> ROLES = Choice.of("main", "backup");
  private static final Function<String, String> RETURNS = Choice.of("auto", "when-idle", "manual");

  private final boolean looksForFiles;
  private final Set<String> names = new HashSet<>();
  private final Map<String, Section> hosts = new HashMap<>();
  private final List<Section> sections = new ArrayList<>();
  private final List<Server> servers = new ArrayList<>();

  private ServersSection(boolean looksForFiles) {
    this.looksForFiles = looksForFiles;
  }

  /**
   * Reads them all.
   *
   * @param purpose files are looked for only if they are going to be used
   */
  static ServersSection read(Section root, Purpose purpose) {
    ServersSection reader = new ServersSection(purpose == Purpose.SERVICE);
    List<Section> all = root.sections("servers", EXAMPLE);
    all.forEach(reader::add);
    if (all.size() > MOST) {
      root.error("servers", "there are " + all.size() + "; at most " + MOST);
    }
    if (!reader.servers.isEmpty()
        && reader.servers.stream().allMatch(server -> server.role() == Role.BACKUP)) {
      root.error(
          "servers", "there are backups only: one must be what they are a backup of (role: main)");
    }
    return reader;
  }

  List<Server> servers() {
    return List.copyOf(servers);
  }

  /** Where a server stands in the file. */
  Section sectionOf(Server server) {
    return sections.get(server.id().ordinal());
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void add(Section section) {
    List<Host> where = hosts(section);
    String name = section.find("name", NameText.shown());
    String called = name != null ? name : where.isEmpty() ? null : where.getFirst().text();
    if (called != null && !names.add(called)) {
      section.error("name", "a second server is called " + Quoted.of(called));
    }
    Check check = CheckReader.read(section, looksForFiles);
    Role role = section.read("role", Role.MAIN, text -> Role.valueOf(constant(ROLES, text)));
    Through through =
        section.read("routes", Through.CARRYING, text -> Through.valueOf(constant(WAYS, text)));
    Hysteresis hysteresis = hysteresis(section, role, check);
    section.done();
    if (called != null && !where.isEmpty()) {
      ServerId id = new ServerId(called, servers.size());
      servers.add(new Server(id, where, role, through, check, hysteresis));
      sections.add(section);
    }
  }

  private static Hysteresis hysteresis(Section section, Role role, Check check) {
    Hysteresis byDefault = Hysteresis.DEFAULT;
    Returning returning =
        section.read(
            "return", byDefault.returning(), text -> Returning.valueOf(constant(RETURNS, text)));
    if (role == Role.BACKUP && section.has("return")) {
      section.warning(
          "return",
          "has no effect with role: backup: when a main server is returned to stands with that"
              + " one");
      returning = byDefault.returning();
    }
    Hysteresis read =
        new Hysteresis(
            section.read(
                "confirm",
                byDefault.confirm(),
                DurationText.between(Duration.ZERO, Duration.ofMinutes(10))),
            section.read("fails", byDefault.fails(), NumberText.whole(1, MOST_FAILS)),
            section.read(
                "holdDown",
                byDefault.holdDown(),
                DurationText.between(Duration.ofSeconds(1), Duration.ofDays(1))),
            returning);
    return check.kind() == Check.Kind.NONE
        ? new Hysteresis(byDefault.confirm(), byDefault.fails(), byDefault.holdDown(), returning)
        : read;
  }

  private List<Host> hosts(Section section) {
    if (!section.has(ADDRESS)) {
      @Nullable Host _ = section.need(ADDRESS, EXAMPLE, HostText::parse);
      return List.of();
    }
    List<Host> found = section.oneOrMore(ADDRESS, ServersSection::host);
    if (found.isEmpty() && section.isSound(ADDRESS)) {
      section.error(ADDRESS, "is empty: write it as in " + EXAMPLE);
    } else if (found.size() > MOST_HOSTS) {
      section.error(ADDRESS, "there are " + found.size() + "; at most " + MOST_HOSTS);
    }
    for (Host host : found) {
      Section other = hosts.putIfAbsent(host.text(), section);
      if (other != null) {
        section.error(
            ADDRESS,
            host.text()
                + (other == section
                    ? " stands here twice"
                    : " is another server's, too: it would be checked twice, and its routes be of"
                        + " both; remove one of them"));
      }
    }
    return found;
  }

  private static Host host(String text) {
    if (text.contains("://") || text.contains("/")) {
      throw new MalformedValue(
          "is the address of a page or a network: write that of the host alone, as in"
              + " vps.example.net; port and path are keys of their own");
    }
    if (text.matches("[^:\\[]*[g-zG-Z-][^:\\[]*:[0-9]+")) {
      throw new MalformedValue(
          Quoted.of(text)
              + " has a port: write the name alone, and the port apart, as in port: 443");
    }
    Host host = HostText.parse(text);
    InetAddress address = host.address();
    boolean local =
        address == null
            ? host.text().equals("localhost") || host.text().endsWith(".localhost")
            : address.isLoopbackAddress() || address.isLinkLocalAddress();
    if (local) {
      throw new MalformedValue(text + " is not reached through an uplink");
    }
    return host;
  }

  private static String constant(Function<String, String> known, String text) {
    return known.apply(text).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
