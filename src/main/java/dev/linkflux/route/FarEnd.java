package dev.linkflux.route;

import dev.linkflux.uplink.Server.Through;
import java.net.InetAddress;
import java.util.List;

/**
 * Where host routes lead to.
 *
 * @param through which uplinks
 */
record FarEnd(List<InetAddress> addresses, Through through) {
  FarEnd {
    addresses = List.copyOf(addresses);
  }
}
