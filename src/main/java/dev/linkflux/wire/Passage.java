package dev.linkflux.wire;

import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;

/**
 * Whether a route leads to an address through an uplink. Without one the kernel takes any address
 * for a neighbour of a socket that is bound to a device, and asks for it by ARP for ever: that is
 * no loss.
 */
@FunctionalInterface
public interface Passage {
  /** Every uplink leads everywhere. */
  Passage ANY = (_, _) -> true;

  /** True if what is sent there through the uplink has a route, or there is no device to ask. */
  boolean isOpen(Uplink uplink, InetAddress destination);
}
