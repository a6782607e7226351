package dev.linkflux.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Naming;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code dns}: whom to ask for names, how often, and how long what they said is kept. */
final class DnsSection {
  private static final Pattern PER_MINUTE = Pattern.compile("([^/]+)/min");
  private static final int MOST_PER_MINUTE = 600;

  /** More than anybody asks one after another. */
  private static final int MOST_SERVERS = 8;

  private DnsSection() {}

  /**
   * Ends the section.
   *
   * @param own name servers of single uplinks
   */
  static Naming read(Section section, Map<String, List<Nameserver>> own) {
    Naming byDefault = Naming.DEFAULT;
    Naming naming =
        new Naming(
            servers(section, "servers"),
            own,
            section.read(
                "minTtl",
                byDefault.minTtl(),
                DurationText.between(Duration.ofSeconds(1), Duration.ofHours(1))),
            section.read(
                "maxTtl",
                byDefault.maxTtl(),
                DurationText.between(Duration.ofSeconds(1), Duration.ofDays(30))),
            section.read("limit", byDefault.perMinute(), DnsSection::perMinute),
            section.read(
                "stale",
                byDefault.stale(),
                DurationText.between(Duration.ZERO, Duration.ofDays(3650))));
    if (section.isSound("minTtl", "maxTtl") && naming.minTtl().compareTo(naming.maxTtl()) > 0) {
      section.error(
          section.has("maxTtl") ? "maxTtl" : "minTtl",
          "minTtl (%s) is longer than maxTtl (%s)"
              .formatted(DurationText.print(naming.minTtl()), DurationText.print(naming.maxTtl())));
    }
    section.done();
    return naming;
  }

  /** The name servers below a key; too many are an error. */
  static List<Nameserver> servers(Section section, String key) {
    List<Nameserver> servers = NameserverText.read(section, key);
    if (servers.size() > MOST_SERVERS) {
      section.error(key, "there are " + servers.size() + "; at most " + MOST_SERVERS);
    }
    List<String> local =
        servers.stream()
            .map(Nameserver::address)
            .filter(InetAddress::isLoopbackAddress)
            .map(InetAddress::getHostAddress)
            .toList();
    if (!local.isEmpty()) {
      section.warning(
          key,
          "%s is this machine, whose queries leave as the routes say: that a name is not found through one uplink, nobody can tell; name those that an uplink leads to"
              .formatted(String.join(", ", local)));
    }
    return servers;
  }

  static ObjectNode write(Naming naming, ObjectNode node) {
    write(naming.nameservers(), node.putArray("servers"));
    return node.put("minTtl", DurationText.print(naming.minTtl()))
        .put("maxTtl", DurationText.print(naming.maxTtl()))
        .put("limit", limit(naming.perMinute()))
        .put("stale", DurationText.print(naming.stale()));
  }

  static void write(List<Nameserver> servers, ArrayNode array) {
    servers.forEach(server -> array.add(NameserverText.print(server)));
  }

  static String limit(int perMinute) {
    return perMinute + "/min";
  }

  private static int perMinute(String text) {
    Matcher matcher = PER_MINUTE.matcher(text);
    if (!matcher.matches()) {
      throw new MalformedValue(
          Quoted.of(text) + " is not a limit: queries a minute expected, as in 6/min");
    }
    Function<String, Integer> count = NumberText.whole(1, MOST_PER_MINUTE);
    return count.apply(matcher.group(1));
  }
}
