package dev.linkflux.config;

import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code targets}: the hosts that are probed through every uplink, in the order of the file. */
final class TargetsSection {
  private static final String EXAMPLE = "- {name: cloudflare, address: 1.1.1.1}";
  private static final int MOST = 64;

  private static final Function<String, String> KINDS =
      Choice.of(Arrays.stream(ProbeKind.values()).map(TargetsSection::word).toList());

  private final Set<String> names = new HashSet<>();
  private final Set<String> probed = new HashSet<>();
  private final List<Target> targets = new ArrayList<>();

  private TargetsSection() {}

  static List<Target> read(Section root) {
    if (!root.has("targets")) {
      return Target.DEFAULTS;
    }
    TargetsSection reader = new TargetsSection();
    List<Section> sections = root.sections("targets", EXAMPLE);
    boolean sound = true;
    for (Section section : sections) {
      reader.add(section);
      section.done();
      sound &= section.isSound("name", "address", "kind", "port");
    }
    if (root.isSound("targets") && sections.size() > MOST) {
      root.error("targets", "there are " + sections.size() + "; at most " + MOST);
    } else if (root.isSound("targets") && sections.isEmpty()) {
      root.error("targets", "at least one is needed; remove the key to have three public ones");
    } else if (root.isSound("targets") && sound && reader.targets.isEmpty()) {
      root.error(
          "targets",
          "none is left that this version can probe; add one of kind icmp, as in " + EXAMPLE);
    }
    return reader.targets;
  }

  /** The kind as it is written. */
  static String word(ProbeKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private void add(Section section) {
    ProbeKind kind =
        ProbeKind.valueOf(section.read("kind", "icmp", KINDS).toUpperCase(Locale.ROOT));
    String written = section.need("address", EXAMPLE, text -> text);
    String name = section.find("name", NameText.shown());
    Integer port = keysOf(kind, section);
    if (written == null || !section.isSound("kind", "name", "port")) {
      return;
    }
    String called = name == null ? written : name;
    if (!names.add(called)) {
      section.error("name", "a second target is called " + Quoted.of(called));
      return;
    }
    switch (kind) {
      case ICMP -> add(section, kind, called, icmp(section));
      case UDP -> add(section, kind, called, udp(section, port));
      case TCP, HTTP, DNS ->
          section.warning(
              "kind",
              "not built yet: this version probes icmp and udp; this %s target is left out"
                  .formatted(word(kind)));
    }
  }

  private void add(Section section, ProbeKind kind, String name, @Nullable Probed asked) {
    if (asked == null) {
      return;
    }
    if (!probed.add(word(kind) + " " + asked.address())) {
      section.error(
          "address",
          "a second target of kind %s with the address %s".formatted(word(kind), asked.address()));
      return;
    }
    targets.add(new Target(new TargetId(name, targets.size()), asked.question()));
  }

  /**
   * What is asked.
   *
   * @param address for people
   */
  private record Probed(Question question, String address) {}

  private static @Nullable Probed icmp(Section section) {
    InetAddress address = section.find("address", AddressText::host);
    if (address == null) {
      return null;
    }
    if (address.isLinkLocalAddress()) {
      section.error("address", "a link-local address cannot be behind every uplink");
      return null;
    }
    return new Probed(new Question.Icmp(address), address.getHostAddress());
  }

  private static @Nullable Probed udp(Section section, @Nullable Integer port) {
    InetSocketAddress endpoint =
        port == null
            ? section.find("address", TargetsSection::endpoint)
            : section.find("address", text -> new InetSocketAddress(AddressText.host(text), port));
    return endpoint == null
        ? null
        : new Probed(
            new Question.Echo(endpoint.getAddress(), endpoint.getPort()),
            EndpointText.print(endpoint));
  }

  private static InetSocketAddress endpoint(String text) {
    if (!text.contains(":")) {
      throw new MalformedValue(
          Quoted.of(text) + " has no port: write address:port, or add the key port");
    }
    InetSocketAddress endpoint = EndpointText.ports(1, 65_535).apply(text);
    AddressText.host(endpoint.getAddress().getHostAddress());
    return endpoint;
  }

  /** Checks the keys that only some kinds have; the port, if there is one. */
  private static @Nullable Integer keysOf(ProbeKind kind, Section section) {
    section.find("query", NameText.shown());
    section.find("status", NumberText.whole(100, 599));
    belongs(section, "query", kind == ProbeKind.DNS, "dns");
    belongs(section, "status", kind == ProbeKind.HTTP, "http");
    belongs(section, "port", kind != ProbeKind.ICMP && kind != ProbeKind.HTTP, "udp, tcp and dns");
    return section.isSound("port") ? section.find("port", NumberText.whole(1, 65_535)) : null;
  }

  private static void belongs(Section section, String key, boolean fits, String kinds) {
    if (section.has(key) && section.isSound("kind") && !fits) {
      section.error(key, "is for targets of kind " + kinds);
    }
  }
}
