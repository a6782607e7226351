package dev.linkflux.config.imported;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The gateway group by which the uplinks are put in order: that of the default gateway, else the
 * first. On OPNsense without groups the gateways' own priorities do it.
 */
record PfsenseGroup(String name, List<Member> members, List<Found> settings) {
  /** A gateway in it; tiers count from 1. */
  record Member(String gateway, int tier, List<Found> from) {
    Member {
      from = List.copyOf(from);
    }

    Found[] sources() {
      return from.toArray(Found[]::new);
    }
  }

  static PfsenseGroup of(String file, XmlElement root, List<PfsenseGateway> gateways) {
    List<XmlElement> groups = root.all("gateways").flatMap(it -> it.all("gateway_group")).toList();
    Optional<XmlElement> standard =
        Stream.of("defaultgw4", "defaultgw6")
            .flatMap(it -> root.first("gateways").flatMap(all -> all.first(it)).stream())
            .findFirst();
    List<Found> settings = new ArrayList<>();
    standard.ifPresent(it -> settings.add(new Found(file, it.line(), it.name(), it.text())));
    XmlElement chosen =
        groups.stream()
            .filter(group -> standard.map(it -> it.text().equals(group.text("name"))).orElse(false))
            .findFirst()
            .orElse(groups.isEmpty() ? null : groups.getFirst());
    List<Member> members = new ArrayList<>();
    for (XmlElement group : groups) {
      for (XmlElement child : group.children()) {
        if (!child.text().isEmpty()) {
          Found found =
              new Found(
                  file,
                  child.line(),
                  "gateway_group " + group.text("name") + "." + child.name(),
                  child.text());
          settings.add(found);
          if (group.equals(chosen) && child.name().equals("item")) {
            member(found).ifPresent(members::add);
          }
        }
      }
    }
    return chosen == null
        ? new PfsenseGroup("", byPriority(gateways), settings)
        : new PfsenseGroup(chosen.text("name"), members, settings);
  }

  /** {@code GATEWAY|TIER|ADDRESS}. */
  private static Optional<Member> member(Found item) {
    String[] parts = item.value().split("\\|", -1);
    return parts.length > 1 && parts[1].matches("[1-9]")
        ? Optional.of(new Member(parts[0], Integer.parseInt(parts[1]), List.of(item)))
        : Optional.empty();
  }

  private static List<Member> byPriority(List<PfsenseGateway> gateways) {
    List<PfsenseGateway> ordered = gateways.stream().filter(it -> priority(it) > 0).toList();
    return ordered.stream()
        .map(
            it ->
                new Member(
                    it.name(),
                    1
                        + (int)
                            ordered.stream()
                                .filter(before(it))
                                .map(PfsenseGroup::priority)
                                .distinct()
                                .count(),
                    it.find("priority").stream().toList()))
        .toList();
  }

  private static Predicate<PfsenseGateway> before(PfsenseGateway one) {
    return other -> priority(other) < priority(one);
  }

  private static int priority(PfsenseGateway gateway) {
    return gateway.find("priority").stream()
        .flatMapToInt(it -> Numbers.whole(it, 1, 255).stream())
        .findFirst()
        .orElse(0);
  }

  Optional<Member> member(String gateway) {
    return members.stream().filter(it -> it.gateway().equals(gateway)).findFirst();
  }

  int last() {
    return members.stream().mapToInt(Member::tier).max().orElse(0);
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  boolean balances() {
    return !name.isEmpty()
        && members.stream().map(Member::tier).distinct().count() < members.size();
  }
}
