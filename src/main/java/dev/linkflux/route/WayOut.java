package dev.linkflux.route;

import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How packets of one family leave through an uplink.
 *
 * @param source preferred address of the interface
 * @param gateway next router, or null for a link that needs none
 * @param device name of the interface
 * @param index the kernel's index of the interface
 */
record WayOut(InetAddress source, @Nullable InetAddress gateway, String device, int index) {
  /** Null if the uplink has no address, or nowhere to send to, in that family. */
  static @Nullable WayOut of(LinkFacts facts, String device, boolean ipv6) {
    InetAddress gateway =
        facts.gateways().stream()
            .filter(one -> Prefix.host(one).isIpv6() == ipv6)
            .findFirst()
            .orElse(null);
    List<Prefix> addresses =
        facts.addresses().stream().filter(one -> one.isIpv6() == ipv6).toList();
    if (addresses.isEmpty() || (gateway == null && !facts.pointToPoint())) {
      return null;
    }
    return new WayOut(source(addresses, gateway), gateway, device, facts.index());
  }

  /**
   * The first that is of the gateway's network: whoever is behind the gateway expects no other. If
   * none is, the first.
   */
  private static InetAddress source(List<Prefix> addresses, @Nullable InetAddress gateway) {
    return addresses.stream()
        .filter(one -> gateway != null && isOnLink(one, gateway))
        .findFirst()
        .orElse(addresses.getFirst())
        .address();
  }

  /** True if an address is of the network that the interface's own one is in. */
  static boolean isOnLink(Prefix own, InetAddress address) {
    return own.isIpv6() == Prefix.host(address).isIpv6()
        && new Prefix(address, own.length()).network().equals(own.network());
  }

  Hop hop(int weight) {
    return new Hop(gateway, device, index, weight);
  }

  /** The route that leads there by this way alone. */
  Route route(int table, Prefix destination, int metric) {
    return new Route(table, destination, List.of(hop(1)), metric, source);
  }
}
