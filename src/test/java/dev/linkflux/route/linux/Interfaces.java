package dev.linkflux.route.linux;

import dev.linkflux.kernel.AddressEntry;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.IpPrefix;
import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.kernel.NetlinkEvent;
import dev.linkflux.kernel.NetlinkEvent.AddressChanged;
import dev.linkflux.kernel.NetlinkEvent.LinkChanged;
import dev.linkflux.kernel.NetlinkEvent.RouteChanged;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.route.linux.News.Reading;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Some interfaces to which something happens by chance, one thing at a time, as a kernel does it.
 */
final class Interfaces {
  private static final int UP = 1;
  private static final int CARRIER = 1 << 16;
  private static final List<String> NAMES = List.of("wan1", "wan1", "wan2", "away");

  private final Random random;
  private final List<LinkEntry> links = new ArrayList<>();
  private final List<AddressEntry> addresses = new ArrayList<>();
  private final List<RouteEntry> routes = new ArrayList<>();
  private NetlinkEvent announcement;
  private int nextIndex = 2;

  Interfaces(Random random) {
    this.random = random;
    this.announcement = appear();
  }

  /** All at one moment, and how the change that led there is announced. */
  record Snapshot(
      NetlinkEvent announcement,
      List<LinkEntry> links,
      List<AddressEntry> addresses,
      List<RouteEntry> routes) {
    Snapshot {
      links = List.copyOf(links);
      addresses = List.copyOf(addresses);
      routes = List.copyOf(routes);
    }

    Reading reading(long upTo) {
      return new Reading(upTo, links, addresses, routes);
    }

    /** 0 if there is none of that name. */
    int index(String name) {
      return links.stream()
          .filter(it -> it.name().equals(name))
          .findFirst()
          .map(LinkEntry::index)
          .orElse(0);
    }

    List<Prefix> prefixes(String name) {
      return addresses.stream()
          .filter(it -> it.index() == index(name))
          .map(it -> new Prefix(it.address(), it.prefixLength()))
          .toList();
    }

    List<InetAddress> gateways(String name) {
      return routes.stream()
          .filter(it -> it.interfaceIndex() == index(name))
          .map(RouteEntry::gateway)
          .toList();
    }

    /** Whether interface and carrier are as told. */
    boolean isSeenIn(LinkFacts facts) {
      return links.stream()
          .filter(it -> it.name().equals("wan1"))
          .findFirst()
          .map(
              it ->
                  it.index() == facts.index()
                      && it.up() == facts.up()
                      && it.lowerUp() == facts.carrier())
          .orElse(!facts.isPresent() && !facts.up() && !facts.carrier());
    }
  }

  Snapshot snapshot() {
    return new Snapshot(announcement, links, addresses, routes);
  }

  /** Something happens. */
  void change() {
    announcement =
        switch (random.nextInt(8)) {
          case 0 -> appear();
          case 1 -> rename();
          case 2 -> vanish();
          case 3, 4 -> flags();
          case 5 -> addAddress();
          case 6 -> deleteAddress();
          default -> replaceDefault();
        };
  }

  private LinkEntry any() {
    return links.get(random.nextInt(links.size()));
  }

  /** A name that nobody has. */
  private String name() {
    String wanted = NAMES.get(random.nextInt(NAMES.size()));
    return links.stream().anyMatch(it -> it.name().equals(wanted)) ? "eth" + nextIndex++ : wanted;
  }

  private LinkChanged put(LinkEntry link) {
    links.removeIf(it -> it.index() == link.index());
    links.add(link);
    return new LinkChanged(link, false);
  }

  private NetlinkEvent appear() {
    return put(
        new LinkEntry(nextIndex++, name(), random.nextBoolean() ? UP : UP | CARRIER, 6, 1500));
  }

  private NetlinkEvent rename() {
    LinkEntry link = any();
    return put(new LinkEntry(link.index(), name(), link.flags(), 6, 1500));
  }

  private NetlinkEvent flags() {
    LinkEntry link = any();
    return put(
        new LinkEntry(
            link.index(),
            link.name(),
            link.flags() ^ (random.nextBoolean() ? CARRIER : UP),
            6,
            1500));
  }

  /** One at least stays, and what has an address loses it first. */
  private NetlinkEvent vanish() {
    LinkEntry link = any();
    if (links.size() == 1 || addresses.stream().anyMatch(it -> it.index() == link.index())) {
      return deleteAddress();
    }
    links.remove(link);
    routes.removeIf(it -> it.interfaceIndex() == link.index());
    return new LinkChanged(link, true);
  }

  private NetlinkEvent addAddress() {
    AddressEntry address =
        new AddressEntry(
            any().index(),
            InetAddress.ofLiteral("10.1.1." + (1 + random.nextInt(4))),
            24,
            null,
            AddressEntry.SCOPE_GLOBAL,
            0);
    if (!addresses.contains(address)) {
      addresses.add(address);
    }
    return new AddressChanged(address, false);
  }

  private NetlinkEvent deleteAddress() {
    if (addresses.isEmpty()) {
      return flags();
    }
    return new AddressChanged(addresses.remove(random.nextInt(addresses.size())), true);
  }

  private NetlinkEvent replaceDefault() {
    LinkEntry link = any();
    routes.removeIf(it -> it.interfaceIndex() == link.index());
    InetAddress gateway = InetAddress.ofLiteral("10.1.1." + (250 + random.nextInt(4)));
    RouteEntry route =
        RouteEntry.via(
            IpPrefix.all(IpFamily.V4), gateway, link.index(), 100 + link.index(), 254, 16);
    routes.add(route);
    return new RouteChanged(route, false, 0);
  }
}
