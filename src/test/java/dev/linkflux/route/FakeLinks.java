package dev.linkflux.route;

import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The interfaces of the {@link FakeKernel}, with their addresses. */
final class FakeLinks {
  /** One interface; its index is never given to another. */
  static final class Link {
    final String device;
    final int index;
    boolean up = true;
    boolean carrier = true;
    final List<Prefix> addresses = new ArrayList<>();

    private Link(String device, int index) {
      this.device = device;
      this.index = index;
    }

    boolean hasAddress(boolean ipv6) {
      return addresses.stream().anyMatch(address -> address.isIpv6() == ipv6);
    }
  }

  private final Map<String, Link> links = new TreeMap<>();
  private int nextIndex = 2;

  Link make(String device, List<Prefix> addresses) {
    Link link = new Link(device, nextIndex++);
    link.addresses.addAll(addresses);
    links.put(device, link);
    return link;
  }

  void remove(Link link) {
    links.remove(link.device);
  }

  @Nullable Link named(String device) {
    return links.get(device);
  }

  @Nullable Link at(int index) {
    return links.values().stream().filter(link -> link.index == index).findFirst().orElse(null);
  }

  boolean isUp(int index) {
    Link link = at(index);
    return link != null && link.up;
  }

  /** Whether what is sent there gets anywhere. */
  boolean works(int index) {
    Link link = at(index);
    return link != null && link.up && link.carrier;
  }

  /** Whether an address of that interface says that the gateway is a neighbour. */
  boolean connects(int index, InetAddress gateway) {
    Link link = at(index);
    return link != null
        && link.up
        && link.addresses.stream().anyMatch(address -> contains(address, gateway));
  }

  boolean holds(InetAddress address) {
    return links.values().stream()
        .flatMap(link -> link.addresses.stream())
        .anyMatch(prefix -> prefix.address().equals(address));
  }

  static boolean contains(Prefix network, InetAddress address) {
    return network.length() > 0
        && Prefix.host(address).isIpv6() == network.isIpv6()
        && new Prefix(address, network.length()).network().equals(network.network());
  }
}
